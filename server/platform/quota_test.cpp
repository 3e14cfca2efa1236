#include "platform/quota.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "platform/refusal.hpp"

namespace elan {
namespace {

// The seconds to wait, 0 when it was let through.
int wait_for(Quota& quota, const std::string& key) {
    try {
        quota.spend(key, "Attendez.");
        return 0;
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.problem, Problem::SlowDown);
        EXPECT_EQ(refusal.message, "Attendez.");
        return refusal.retry_after_s;
    }
}

TEST(Quota, LetsSoManyThroughInAnyStretch) {
    TestClock clock;
    Quota quota(clock, 3, 60'000);
    EXPECT_EQ(wait_for(quota, "a"), 0);
    clock.advance(20'000);
    EXPECT_EQ(wait_for(quota, "a"), 0);
    EXPECT_EQ(wait_for(quota, "a"), 0);
    EXPECT_EQ(wait_for(quota, "a"), 40);
    EXPECT_EQ(wait_for(quota, "b"), 0);
    clock.advance(39'999);
    EXPECT_EQ(wait_for(quota, "a"), 1);
    clock.advance(1);
    EXPECT_EQ(wait_for(quota, "a"), 0);
    EXPECT_EQ(wait_for(quota, "a"), 20);
}

TEST(Quota, TheWallClockChangesNothing) {
    TestClock clock;
    Quota quota(clock, 1, 60'000);
    EXPECT_EQ(wait_for(quota, "a"), 0);
    clock.set(clock.now_ms() + 86'400'000);
    EXPECT_EQ(wait_for(quota, "a"), 60);
}

TEST(Quota, ZeroIsNoLimit) {
    TestClock clock;
    Quota quota(clock, 0, 60'000);
    for (int i = 0; i < 1000; ++i) EXPECT_EQ(wait_for(quota, "a"), 0);
}

TEST(Quota, ForgetsStrangers) {
    TestClock clock;
    Quota quota(clock, 1, 1000);
    for (int i = 0; i < 20'000; ++i) {
        EXPECT_EQ(wait_for(quota, std::to_string(i)), 0);
        clock.advance(1);
    }
}

TEST(Crowd, HasSoManyPlaces) {
    TestClock clock;
    Crowd crowd(clock, {.at_once = 2, .long_at_once = 0});
    auto first = std::unique_ptr<Crowd::Place>(new Crowd::Place(crowd.enter()));
    const auto second = crowd.enter();
    EXPECT_THROW(crowd.enter(), Refusal);
    first.reset();
    const auto third = crowd.enter();
}

TEST(Crowd, LetsNobodyInWhileTooManyTakeLong) {
    TestClock clock;
    Crowd crowd(clock, {.at_once = 60, .long_at_once = 2, .long_ms = 5000});
    auto first = std::unique_ptr<Crowd::Place>(new Crowd::Place(crowd.enter()));
    const auto second = crowd.enter();
    clock.advance(4999);
    { const auto third = crowd.enter(); }
    clock.advance(1);
    EXPECT_THROW(crowd.enter(), Refusal);
    first.reset();
    const auto fourth = crowd.enter();
}

}  // namespace
}  // namespace elan
