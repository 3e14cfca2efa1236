// Every story of scenarios/, on both databases, and once more with everything derived made anew.
#include <gtest/gtest.h>

#include "testing/scenario.hpp"

namespace elan::testing {
namespace {

struct Told {
    std::filesystem::path file;
    Kind kind;
    bool rebuilds;
};

std::vector<Told> stories() {
    std::vector<Told> all;
    for (const auto& entry : std::filesystem::directory_iterator(ELAN_SCENARIOS)) {
        if (entry.path().extension() != ".scenario") continue;
        for (const auto kind : kinds()) {
            for (const bool rebuilds : {false, true}) all.push_back({entry.path(), kind, rebuilds});
        }
    }
    return all;
}

class ScenarioTest : public ::testing::TestWithParam<Told> {};

TEST_P(ScenarioTest, GoesAsTold) {
    Scenario scenario(GetParam().file, GetParam().kind, GetParam().rebuilds);
    for (const auto& complaint : scenario.run()) ADD_FAILURE() << complaint;
}

INSTANTIATE_TEST_SUITE_P(Stories, ScenarioTest, ::testing::ValuesIn(stories()), [](const auto& told) {
    return told.param.file.stem().string() + (told.param.kind == Kind::Sqlite ? "_sqlite" : "_postgres") +
           (told.param.rebuilds ? "_rebuilt" : "");
});

}  // namespace
}  // namespace elan::testing
