#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace elan::testing {

// The folder of real files that tests end on: ELAN_SHARED_DATA in the environment, or where the build says it is. A
// test that needs it fails without it, because a skipped proof is no proof.
inline std::filesystem::path shared_data() {
    const char* chosen = std::getenv("ELAN_SHARED_DATA");
    std::filesystem::path folder = chosen ? chosen : ELAN_SHARED_DATA;
    if (!std::filesystem::is_directory(folder)) ADD_FAILURE() << "The shared data is not in " << folder;
    return folder;
}

}  // namespace elan::testing
