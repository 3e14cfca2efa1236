#include "platform/db/text_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/test_base.hpp"

namespace elan::db {

using elan::testing::Kind;
using elan::testing::TestBase;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TextIndexTest : public ::testing::TestWithParam<Kind> {
 protected:
    void SetUp() override {
        base->write([](Connection& connection) { text_index::create(connection); });
    }

    void put(const std::string& record, const std::string& text, const std::string& object = "contact") {
        base->write([&](Connection& connection) { text_index::put(connection, object, record, text); });
    }

    std::vector<std::string> found(const text_index::Query& query, Values parameters = {}) {
        std::vector<std::string> records;
        base->read([&](Connection& connection) {
            const auto sql = text_index::match_sql(connection, query, parameters);
            connection.query(sql, parameters, [&](const Row& row) { records.emplace_back(row.text(0)); });
        });
        return records;
    }
    std::vector<std::string> found(std::string_view words) { return found({.words = words, .object = "contact"}); }

    TestBase base{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(OnBoth, TextIndexTest, ::testing::ValuesIn(elan::testing::kinds()), elan::testing::kind_name);

TEST_P(TextIndexTest, FindsBeginningsOfWordsInAnyOrderNewestFirst) {
    put("a", "dupont martine rennes");
    put("b", "dupont jean");
    put("c", "marchand dupuis");
    EXPECT_THAT(found("mar dup"), ElementsAre("c", "a"));
    EXPECT_THAT(found("dupont"), ElementsAre("b", "a"));
    EXPECT_THAT(found("d"), ElementsAre("c", "b", "a"));
    EXPECT_THAT(found("upont"), IsEmpty());
    EXPECT_THAT(found("mar martine"), ElementsAre("a"));
}

TEST_P(TextIndexTest, NumbersAndMarksAreWordsLikeAnyOther) {
    put("a", "3e4 06-12-34 a.b@c.fr x_y");
    EXPECT_THAT(found("3e4"), ElementsAre("a"));
    EXPECT_THAT(found("12 06"), ElementsAre("a"));
    EXPECT_THAT(found("c.fr"), ElementsAre("a"));
    EXPECT_THAT(found("y"), ElementsAre("a"));
}

TEST_P(TextIndexTest, APutReplacesAndARemoveForgets) {
    put("a", "dupont");
    put("b", "dupond");
    put("a", "durand");
    EXPECT_THAT(found("dup"), ElementsAre("b"));
    EXPECT_THAT(found("du"), ElementsAre("b", "a"));
    base->write([](Connection& connection) {
        text_index::remove(connection, "contact", "a");
        text_index::remove(connection, "contact", "unknown");
    });
    EXPECT_THAT(found("du"), ElementsAre("b"));
    EXPECT_THAT(base->integrity_complaints(), IsEmpty());
}

TEST_P(TextIndexTest, NothingTypedFindsNothingAndNothingTypedIsSql) {
    put("a", "dupont and or not near");
    EXPECT_THAT(found(""), IsEmpty());
    EXPECT_THAT(found(" '\"*:&|!()-^\\ "), IsEmpty());
    EXPECT_THAT(found("dup' or '1'='1"), IsEmpty());
    EXPECT_THAT(found("\"dup\" * and or NOT near("), ElementsAre("a"));
    EXPECT_THAT(found(std::string_view("dup\0ont", 7)), IsEmpty());
}

TEST_P(TextIndexTest, TheLimitCountsWhatThePersonMaySee) {
    base->write([](Connection& connection) {
        connection.script("create table contact (id text, owner text)");
        std::vector<text_index::Entry> entries;
        for (int number = 100; number < 350; ++number) {
            const auto id = std::to_string(number);
            connection.execute("insert into contact values ($1, $2)",
                               Values{id, std::string(number < 103 ? "marie" : "luc")});
            entries.push_back({"contact", id, "dupont " + id});
        }
        entries.push_back({"company", "z", "dupont"});
        text_index::put_many(connection, entries);
    });
    EXPECT_THAT(found({.words = "dup",
                       .object = "contact",
                       .join = "join contact on contact.id = found.record",
                       .where = "contact.owner = $1 or contact.owner = 'nobody'",
                       .limit = 2},
                      {std::string("marie")}),
                ElementsAre("102", "101"));
    EXPECT_EQ(found({.words = "dup", .object = "contact", .limit = 0}).size(), 250U);
    EXPECT_THAT(found({.words = "dup", .object = "contact", .limit = 2}), ElementsAre("349", "348"));
    EXPECT_THAT(found({.words = "dup", .object = "company"}), ElementsAre("z"));
    EXPECT_THAT(found({.words = "dup", .object = "lead"}), IsEmpty());
}

TEST_P(TextIndexTest, ObjectsOfTurnsKeepApart) {
    put("a", "dupont");
    put("b", "dupont", "company");
    put("c", "dupont");
    put("d", "dupont", "company");
    put("a", "dupont jean");
    EXPECT_THAT(found("dup"), ElementsAre("c", "a"));
    EXPECT_THAT(found({.words = "dup", .object = "company"}), ElementsAre("d", "b"));
}

TEST_P(TextIndexTest, CreatingAgainEmptiesIt) {
    put("a", "dupont");
    base->write([](Connection& connection) { text_index::create(connection); });
    EXPECT_THAT(found("dupont"), IsEmpty());
    put("a", "dupont");
    EXPECT_THAT(found("dupont"), ElementsAre("a"));
}

}  // namespace elan::db
