#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "platform/db/database.hpp"

namespace elan::testing {

enum class Kind { Sqlite, Postgres };

// SQLite always; PostgreSQL when the environment's ELAN_TEST_POSTGRES gives a connection string. For gtest's
// parameters:
//   INSTANTIATE_TEST_SUITE_P(OnBoth, MyTest, testing::ValuesIn(elan::testing::kinds()), elan::testing::kind_name);
std::vector<Kind> kinds();

// A fresh, empty base that disappears with this object: a file in a temporary folder, or a schema of its own.
class TestBase {
 public:
    explicit TestBase(Kind kind);
    ~TestBase();
    TestBase(const TestBase&) = delete;
    TestBase& operator=(const TestBase&) = delete;

    db::Database& operator*() { return *database_; }
    db::Database* operator->() { return database_.get(); }
    const std::filesystem::path& folder() const { return folder_; }
    // Closes the base and opens it again, as a restart of the program does.
    void reopen();

 private:
    std::unique_ptr<db::Database> open() const;

    Kind kind_;
    std::filesystem::path folder_;
    std::string schema_;
    std::unique_ptr<db::Database> database_;
};

inline constexpr auto kind_name = [](const auto& tested) {
    return std::string(tested.param == Kind::Sqlite ? "Sqlite" : "Postgres");
};

}  // namespace elan::testing
