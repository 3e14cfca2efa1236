#include "platform/exclusive_file.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/refusal.hpp"
#include "testing/scratch_file.hpp"

namespace elan {

TEST(ExclusiveFileTest, OneHolderAtATimeAndNoneAfterADeath) {
    const testing::ScratchFile file("");
    {
        const ExclusiveFile held(file.path(), "pris");
        EXPECT_THROW(ExclusiveFile(file.path(), "pris"), Refusal);
    }
    const auto child = ::fork();
    if (child == 0) {
        const ExclusiveFile held(file.path(), "pris");
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
    EXPECT_NO_THROW(ExclusiveFile(file.path(), "pris"));
}

}  // namespace elan
