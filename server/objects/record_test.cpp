#include "objects/record.hpp"

#include <gtest/gtest.h>

#include "platform/refusal.hpp"
#include "testing/thing.hpp"

namespace elan {

using testing::numbered_id;
using testing::thing;

TEST(Record, RemembersWhatWasThereWhenItWasRead) {
    Record made(thing, numbered_id(1));
    made.set(thing.name, "Avant");
    EXPECT_TRUE(made.is_new());
    EXPECT_TRUE(is_empty(made.before(thing.name.index)));
    EXPECT_EQ(made.changed_fields(), std::vector{thing.name.index});

    std::vector<Value> values;
    for (std::size_t i = 0; i < thing.fields().size(); ++i) values.push_back(made.value(i));
    auto read = Record::stored(thing, std::move(values));
    EXPECT_FALSE(read.is_new());
    EXPECT_TRUE(read.changed_fields().empty());
    EXPECT_EQ(read.before(thing.name.index), Value{"Avant"});

    read.set(thing.name, "Après");
    read.set(thing.amount, 5);
    EXPECT_EQ(read.before(thing.name.index), Value{"Avant"});
    EXPECT_TRUE(read.changed(thing.amount));
    read.set(thing.name, "Avant");
    read.clear(thing.amount);
    EXPECT_TRUE(read.changed_fields().empty());
}

TEST(Record, TakesNoIdThatIsNoUuid) {
    const Record made(thing, numbered_id(1));
    EXPECT_EQ(made.with_id(numbered_id(2)).id(), numbered_id(2));
    EXPECT_THROW((void)made.with_id("' or 1=1"), Refusal);
}

TEST(Set, IsOneTextAndBack) {
    EXPECT_EQ(join_set({"a", "b", "a", ""}), Value{"|a|b|"});
    EXPECT_TRUE(is_empty(join_set({})));
    EXPECT_EQ(split_set(join_set({"a", "é"})), (std::vector<std::string>{"a", "é"}));
    EXPECT_TRUE(split_set(Value{}).empty());
}

}  // namespace elan
