#include "changes/log.hpp"

#include <gtest/gtest.h>

namespace elan {
namespace {

TEST(Log, GivesBackEachValueWithItsType) {
    for (const Value& value :
         {Value{}, Value{std::int64_t{20}}, Value{20.0}, Value{-0.5}, Value{1e300}, Value{std::string("20")}}) {
        const auto read = parse_changes(changes_json({{.field = "share", .before = Value{}, .after = value}}));
        ASSERT_EQ(read.size(), 1U);
        EXPECT_EQ(read.front().after, value);
    }
}

}  // namespace
}  // namespace elan
