#include "insight/text/periods.hpp"

#include <gtest/gtest.h>

#include "insight/text/french_dates.hpp"

namespace elan {
namespace {

TEST(Periods, AreCutWhereAFrenchReaderExpectsThem) {
    EXPECT_EQ(period_start(Every::Week, "2026-11-23"), "2026-11-23");  // a Monday
    EXPECT_EQ(period_start(Every::Week, "2026-11-29"), "2026-11-23");
    EXPECT_EQ(period_start(Every::Week, "2027-01-01"), "2026-12-28");
    EXPECT_EQ(period_start(Every::Month, "2024-02-29"), "2024-02-01");
    EXPECT_EQ(period_start(Every::Quarter, "2026-11-23"), "2026-10-01");
    EXPECT_EQ(period_start(Every::Year, "2026-11-23"), "2026-01-01");
    EXPECT_EQ(next_period(Every::Month, "2026-12-31"), "2027-01-01");
    EXPECT_EQ(next_period(Every::Quarter, "2026-11-23"), "2027-01-01");
    EXPECT_EQ(next_period(Every::Year, "2026-11-23"), "2027-01-01");
    EXPECT_EQ(next_period(Every::Week, "1969-12-31"), "1970-01-05");
}

TEST(Periods, FollowOneAnotherWithoutAGap) {
    for (const auto every : {Every::Day, Every::Week, Every::Month, Every::Quarter, Every::Year}) {
        for (int offset = -900; offset < 900; offset += 17) {
            const auto day = add_days("2024-02-29", offset);
            EXPECT_TRUE(period_start(every, day) <= day);
            EXPECT_TRUE(day < next_period(every, day));
            EXPECT_EQ(period_start(every, next_period(every, day)), next_period(every, day));
            EXPECT_EQ(next_period(every, add_days(next_period(every, day), -1)), next_period(every, day));
        }
    }
}

TEST(Periods, OfASpanAreAllToldAndTooManyAreNoticed) {
    EXPECT_EQ(period_starts(Every::Month, "2026-01-15", "2026-03-01", 10),
              (std::vector<std::string>{"2026-01-01", "2026-02-01", "2026-03-01"}));
    EXPECT_EQ(period_starts(Every::Day, "2026-01-01", "2026-12-31", 100).size(), 101);
    EXPECT_TRUE(period_starts(Every::Day, "2026-01-02", "2026-01-01", 100).empty());
    EXPECT_FALSE(every_named("fortnight"));
}

}  // namespace
}  // namespace elan
