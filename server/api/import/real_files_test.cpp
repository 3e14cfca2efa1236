// Imports end on real files: official lists of French accommodation, and the field's usual sample of sales.
#include <gtest/gtest.h>

#include "api/import/proposal.hpp"
#include "api/import/runner.hpp"
#include "changes/undo.hpp"
#include "people/user.hpp"
#include "testing/shared_data.hpp"
#include "testing/test_app.hpp"
#include "workflows/contacts/company.hpp"
#include "workflows/pipeline/workflow.hpp"

namespace elan::imports {
namespace {

using testing::TestApp;

std::vector<std::vector<std::string>> first_rows(const std::filesystem::path& file, const files::TableShape& shape) {
    std::vector<std::vector<std::string>> rows;
    files::TableReader reader(file, shape);
    files::Row row;
    while (rows.size() < 50 && reader.next(row)) rows.push_back(row.cells);
    return rows;
}

// Imports a file as the wizard proposes it, after `adjust` corrected the mapping.
Import import_file(
    TestApp& app, const std::filesystem::path& file, const std::string& object,
    const std::function<void(Mapping&)>& adjust = [](Mapping&) {}) {
    auto session = app.owner();
    Import import{.id = app->workspace().new_id(),
                  .owner = session.actor().user_id,
                  .file_name = file.filename().string(),
                  .state = "running"};
    const auto shape = files::detect_table(file);
    import.mapping = propose(session, shape, first_rows(file, shape), object);
    adjust(import.mapping);
    const auto kept = file_of(app->workspace(), import.id);
    std::filesystem::create_directories(kept.parent_path());
    std::filesystem::copy_file(file, kept);
    app->workspace().database().write([&](db::Connection& connection) { insert_import(connection, import); });
    app->imports().run_waiting();
    std::optional<Import> done;
    app->workspace().database().read([&](db::Connection& connection) { done = find_import(connection, import.id); });
    EXPECT_EQ(done->state, "done") << done->failure;
    EXPECT_EQ(done->counts.created + done->counts.updated + done->counts.unchanged + done->counts.rejected,
              done->counts.done);
    return *done;
}

std::int64_t rejected_rows(TestApp& app, const Import& import) {
    std::int64_t count = 0;
    app->workspace().database().read([&](db::Connection& connection) {
        each_rejected(connection, import.id, [&](const RejectedRow& row) {
            EXPECT_FALSE(row.reason.empty());
            ++count;
        });
    });
    return count;
}

class RealFiles : public ::testing::TestWithParam<testing::Kind> {
 protected:
    TestApp app{GetParam()};
    std::filesystem::path data = testing::shared_data();
};

TEST_P(RealFiles, EightListsOfAccommodationWithoutALostRow) {
    const std::map<std::string, std::int64_t> rows = {{"hebergements-2017.csv", 3939},
                                                      {"hebergements-2022.csv", 5018},
                                                      {"paires-2017-2022.csv", 2577},
                                                      {"hebergements-2017-abime.csv", 1200},
                                                      {"hebergements-2022-zeros-perdus.csv", 947},
                                                      {"derive-windows-1252-crlf.csv", 500},
                                                      {"derive-utf8-bom-crlf.csv", 500},
                                                      {"derive-utf16le-tab.txt", 200}};
    for (const auto& [name, count] : rows) {
        const auto import = import_file(app, data / "hebergements" / name, "company", [&](Mapping& mapping) {
            if (name != "paires-2017-2022.csv") return;
            mapping.columns = {
                {3, {"company", "name", ""}}};  // the list of links has two names a row; the older one is taken
            mapping.keys = {};
        });
        EXPECT_EQ(import.counts.done, count) << name;
        EXPECT_EQ(rejected_rows(app, import), import.counts.rejected) << name;
        EXPECT_LE(import.counts.rejected, import.counts.done / 50) << name;
    }
}

TEST_P(RealFiles, TheNewerListIsUpsertedOnTheWebAddressAndUndone) {
    const auto by_site = [](Mapping& mapping) { mapping.keys["company"] = "web_address"; };
    import_file(app, data / "hebergements/hebergements-2017.csv", "company", by_site);
    const auto newer = import_file(app, data / "hebergements/hebergements-2022.csv", "company", by_site);
    EXPECT_GE(newer.counts.updated + newer.counts.unchanged, 2300);
    EXPECT_GE(newer.counts.created, 2600);

    auto session = app.owner();
    Query all{.object = &session.object(company)};
    const auto before_undo = session.count(all);
    std::vector<std::int64_t> commits;
    app->workspace().database().read([&](db::Connection& connection) { commits = commits_of(connection, newer.id); });
    const auto undone = undo_commits(session, commits, "undo_import");
    EXPECT_TRUE(undone.conflicts.empty());
    EXPECT_LT(session.count(all), before_undo - 2500);
}

TEST_P(RealFiles, SalesBecomeCompaniesAndOpportunitiesAndTheClosingRateIsRight) {
    import_file(app, data / "pipeline/accounts.csv", "company", [](Mapping& mapping) {
        mapping.values["sector"] = {{"technolgy", "technology"}};
    });
    const auto sales = import_file(app, data / "pipeline/sales_pipeline.csv", "opportunity", [](Mapping& mapping) {
        mapping.values["product"] = {{"GTXPro", "GTX Pro"}};
        mapping.values["stage"] = {{"Engaging", "proposal"}, {"Prospecting", "discovery"}};
    });
    EXPECT_EQ(sales.counts.done, 8800);
    EXPECT_EQ(sales.counts.rejected, 0);

    auto session = app.owner();
    const auto rate = pipeline::closing_rate(session, 0, 4'102'444'800'000);
    EXPECT_EQ(rate.count, 4238 + 2473);
    EXPECT_NEAR(rate.value, 100.0 * 4238 / (4238 + 2473), 1e-9);
    Query won{.object = &session.object(opportunity), .filter = Filter::is(opportunity.stage, "won")};
    const auto groups =
        session.groups(won, {.field = &opportunity.fields()[opportunity.stage.index], .starts = {}, .end = {}},
                       {{&opportunity.fields()[opportunity.amount.index], Measure::Kind::Sum}});
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(std::get<std::int64_t>(groups.front().figures.front()), 10'005'534LL * 100);
    EXPECT_EQ(session.count({.object = &session.object(company)}), 85);
}

INSTANTIATE_TEST_SUITE_P(OnBoth, RealFiles, ::testing::ValuesIn(testing::kinds()), testing::kind_name);

}  // namespace
}  // namespace elan::imports
