#include "platform/failpoint.hpp"

#ifdef ELAN_FAILPOINTS

#include <csignal>

#include <gtest/gtest.h>

namespace elan {

TEST(Failpoint, FailsAtTheNamedPassOnly) {
    failpoint::plan("here=error@2");
    FAILPOINT("here");
    FAILPOINT("elsewhere");
    EXPECT_THROW(FAILPOINT("here"), failpoint::Failed);
    FAILPOINT("here");
    failpoint::plan("");
}

TEST(Failpoint, KillsOrLeavesAtOnce) {
    EXPECT_EXIT((failpoint::plan("here=kill"), FAILPOINT("here")), testing::KilledBySignal(SIGKILL), "");
    EXPECT_EXIT((failpoint::plan("a=error@9,here=exit@1"), FAILPOINT("here")), testing::ExitedWithCode(70), "");
}

TEST(Failpoint, RefusesAPlanItCannotRead) {
    EXPECT_THROW(failpoint::plan("here"), std::invalid_argument);
    EXPECT_THROW(failpoint::plan("here=sing"), std::invalid_argument);
    EXPECT_THROW(failpoint::plan("here=kill@zero"), std::invalid_argument);
    failpoint::plan("");
}

}  // namespace elan

#endif
