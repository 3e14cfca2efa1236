#include "platform/clock.hpp"

#include <gtest/gtest.h>

namespace elan {

TEST(Clock, SettingTheClockDoesNotMakeTimePass) {
    TestClock clock(1'000);
    clock.set(500);
    EXPECT_EQ(clock.now_ms(), 500);
    EXPECT_EQ(clock.mono_ms(), 0);
    clock.advance(20);
    EXPECT_EQ(clock.now_ms(), 520);
    EXPECT_EQ(clock.mono_ms(), 20);
}

TEST(Clock, TheSystemClockIsPastTwentyTwentyFive) {
    const SystemClock clock;
    EXPECT_GT(clock.now_ms(), 1'735'689'600'000);
    const auto before = clock.mono_ms();
    EXPECT_GE(clock.mono_ms(), before);
}

}  // namespace elan
