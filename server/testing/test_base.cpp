#include "testing/test_base.hpp"

#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include <unistd.h>

#include <fmt/format.h>

namespace elan::testing {

namespace {

const char* postgres_url() {
    const char* url = std::getenv("ELAN_TEST_POSTGRES");
    return url && *url ? url : nullptr;
}

std::filesystem::path new_folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "elan-test-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder can be made");
    return pattern;
}

}  // namespace

std::vector<Kind> kinds() {
    if (postgres_url()) return {Kind::Sqlite, Kind::Postgres};
    return {Kind::Sqlite};
}

TestBase::TestBase(Kind kind)
    : kind_(kind),
      folder_(new_folder()),
      schema_("test_" + folder_.filename().string().substr(10)),
      database_(open()) {}

TestBase::~TestBase() {
    if (database_) database_->after_commit({});  // what it would wake lived in the test, which is over
    if (database_ && kind_ == Kind::Postgres)
        database_->write([&](db::Connection& connection) {
            connection.script("drop schema " + db::quoted_name(schema_) + " cascade");
        });
    database_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void TestBase::reopen() {
    database_.reset();
    database_ = open();
}

std::unique_ptr<db::Database> TestBase::open() const {
    if (kind_ == Kind::Sqlite) return db::open_sqlite({.file = (folder_ / "base.sqlite").string()});
    return db::open_postgres({.url = postgres_url(), .schema = schema_});
}

}  // namespace elan::testing
