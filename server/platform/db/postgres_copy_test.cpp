#include "platform/db/postgres_copy.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/refusal.hpp"

namespace elan::db {
namespace {

// Two schemas that go with the test: what is copied, and what is made from the copy.
class PostgresCopy : public ::testing::Test {
 protected:
    PostgresCopy() {
        const char* url = std::getenv("ELAN_TEST_POSTGRES");
        from.url = to.url = url ? url : "";
        from.schema = "copy \"from\"";
        to.schema = "copy_to";
        drop_postgres_schema(from);
        drop_postgres_schema(to);
        base = open_postgres(from);
        base->write([](Connection& connection) {
            connection.script(
                "create table place (id bigint primary key, name text collate \"C\" not null default 'a''b');"
                "create table thing (id text collate \"C\" primary key, at bigint, size double precision, place bigint "
                "references place (id), unique (at, size), check (size > -1));"
                "create index thing_size on thing (size desc) where at is not null;"
                "create unique index thing_fold on thing (lower(id));");
            connection.execute("insert into place values (1, $1)", Values{std::string("a\tb\\\n\r\"é\\.\n\\.")});
            connection.execute("insert into thing values ('x', 5, 0.1, 1), ('y', null, null, null)");
        });
    }
    ~PostgresCopy() override {
        base.reset();
        drop_postgres_schema(from);
        drop_postgres_schema(to);
        std::filesystem::remove(file);
    }
    std::string text() const {
        std::ostringstream all;
        all << std::ifstream(file, std::ios::binary).rdbuf();
        return all.str();
    }

    PostgresOptions from, to;
    std::unique_ptr<Database> base;
    std::string file = (std::filesystem::temp_directory_path() / ("elan-copy-" + std::to_string(::getpid()))).string();
};

TEST_F(PostgresCopy, MakesTheSameSchemaAgain) {
    write_postgres_copy(from, file);
    const auto first = text();
    read_postgres_copy(to, file);
    write_postgres_copy(to, file);
    EXPECT_EQ(text(), first);
    auto again = open_postgres(to);
    again->write([](Connection& connection) {
        EXPECT_EQ(connection.first("select name from place"), Value(std::string("a\tb\\\n\r\"é\\.\n\\.")));
        EXPECT_THROW(attempt(connection, [&] { connection.execute("insert into thing values ('X', 6, 1, 1)"); }),
                     UniqueViolation);
        EXPECT_THROW(attempt(connection, [&] { connection.execute("insert into thing values ('z', 6, 1, 2)"); }),
                     Error);
    });
}

TEST_F(PostgresCopy, TakesOneSnapshotWhileOthersWrite) {
    base->write([&](Connection& connection) {
        connection.execute("insert into thing values ('afterwards', 7, 7, 1)");
        write_postgres_copy(from, file);
    });
    EXPECT_EQ(text().find("afterwards"), std::string::npos);
}

TEST_F(PostgresCopy, LeavesAFullSchemaAndADamagedCopyAlone) {
    write_postgres_copy(from, file);
    EXPECT_THROW(read_postgres_copy(from, file), Refusal);
    const auto whole = text();
    for (const std::size_t length : {std::size_t{5}, whole.size() / 2, whole.size() - 4}) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << whole.substr(0, length);
        EXPECT_ANY_THROW(read_postgres_copy(to, file)) << length;
    }
    std::ofstream(file, std::ios::binary | std::ios::trunc) << whole;
    read_postgres_copy(to, file);
}

}  // namespace
}  // namespace elan::db
