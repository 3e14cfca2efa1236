#include "platform/db/database.hpp"

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <latch>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/failpoint.hpp"
#include "testing/test_base.hpp"

namespace elan::db {

using elan::testing::Kind;
using elan::testing::TestBase;

class DatabaseTest : public ::testing::TestWithParam<Kind> {
 protected:
    void SetUp() override {
        base->write([](Connection& connection) {
            connection.script(
                fmt::format("create table person (id {} primary key, name {}, weight {});"
                            "create unique index person_name on person (name);",
                            connection.column_type(Storage::Integer), connection.column_type(Storage::Text),
                            connection.column_type(Storage::Real)));
        });
    }

    void add(std::int64_t id, const std::string& name) {
        base->write([&](Connection& connection) { insert(connection, id, name); });
    }

    static void insert(Connection& connection, std::int64_t id, const std::string& name) {
        connection.execute("insert into person (id, name) values ($1, $2)", Values{id, name});
    }

    std::int64_t count() {
        std::int64_t answer = 0;
        base->read([&](Connection& connection) { answer = connection.first_integer("select count(*) from person"); });
        return answer;
    }

    TestBase base{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(OnBoth, DatabaseTest, ::testing::ValuesIn(elan::testing::kinds()), elan::testing::kind_name);

TEST_P(DatabaseTest, ValuesComeBackAsTheyWere) {
    const Values wanted{std::int64_t{-9'007'199'254'740'993}, std::string("Élan \\N \t ’\r\n"), 0.1};
    base->write([&](Connection& connection) {
        connection.execute("insert into person (name, weight, id) values ($2, $3, $1)", wanted);
        connection.execute("insert into person (id) values ($1)", Values{std::int64_t{1}});
    });
    Values found;
    base->read([&](Connection& connection) {
        connection.query("select id, name, weight from person order by id", {}, [&](const Row& row) {
            ASSERT_EQ(row.size(), 3);
            for (int column = 0; column < 3; ++column) found.push_back(row.value(column));
        });
    });
    EXPECT_THAT(found,
                ::testing::ElementsAre(wanted[0], wanted[1], wanted[2], Value(std::int64_t{1}), Value(), Value()));
}

TEST_P(DatabaseTest, WhatCannotBeStoredOnBothIsRefusedOnBoth) {
    EXPECT_THROW(add(1, std::string("a\0b", 3)), Error);
    EXPECT_THROW(base->write([](Connection& connection) {
        connection.execute("insert into person (id, weight) values (1, $1)", Values{std::nan("")});
    }),
                 Error);
    EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, TheSameStatementsWorkOnBoth) {
    add(1, "Zoé");
    add(2, "Anne");
    add(3, "anne");
    add(4, "Émile");
    base->write([](Connection& connection) {
        const auto touched = connection.execute(
            "insert into person (id, name) values ($1, $2) on conflict (id) do update set weight = excluded.id",
            Values{std::int64_t{1}, std::string("Zoé")});
        EXPECT_EQ(touched, 1);
        EXPECT_EQ(connection.execute("update person set weight = 2.5 where id in (2, 3)"), 2);
    });
    base->read([](Connection& connection) {
        std::string names;
        connection.query("select name from person order by name", {},
                         [&](const Row& row) { names += std::string(row.text(0)) + ' '; });
        EXPECT_EQ(names, "Anne Zoé anne Émile ");
        EXPECT_EQ(connection.first("select sum(id) from person"), Value(std::int64_t{10}));
        EXPECT_EQ(connection.first("select avg(weight) from person where id > 1"), Value(2.5));
        EXPECT_EQ(connection.first("select $3 || $2 || $1 || $2",
                                   Values{std::string("a"), std::string("b"), std::string("c")}),
                  Value(std::string("cbab")));
        EXPECT_EQ(connection.first("select name from person where id = 99"), Value());
        EXPECT_EQ(connection.first_integer("select id from person where id = 99"), 0);
        EXPECT_EQ(connection.first_integer("select id from person where ($1 = 0 or id = $1) and name = $2 limit $3",
                                           Values{std::int64_t{2}, std::string("Anne"), std::int64_t{1}}),
                  2);
    });
}

TEST_P(DatabaseTest, AStatementCanRunInsideItself) {
    for (int id = 1; id <= 3; ++id) add(id, std::to_string(id));
    std::string seen;
    base->read([&](Connection& connection) {
        const std::string_view above = "select id from person where id > $1 order by id";
        connection.query(above, Values{std::int64_t{0}}, [&](const Row& outer) {
            const auto id = outer.integer(0);
            connection.query(above, Values{id},
                             [&](const Row& inner) { seen += fmt::format("{}<{} ", id, inner.integer(0)); });
        });
    });
    EXPECT_EQ(seen, "1<2 1<3 2<3 ");
}

TEST_P(DatabaseTest, MoreStatementsThanAreKeptStillWork) {
    base->read([](Connection& connection) {
        for (int round = 0; round < 2; ++round)
            for (int number = 0; number < 400; ++number)
                EXPECT_EQ(connection.first_integer(fmt::format("select {}", number)), number);
    });
}

TEST_P(DatabaseTest, AUniqueIndexNamesItself) {
    add(1, "Anne");
    try {
        add(2, "Anne");
        FAIL() << "the second Anne was accepted";
    } catch (const UniqueViolation& violation) {
        EXPECT_EQ(violation.index, base->is_postgres() ? "person_name" : "person.name");
    }
    EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, AnAttemptCanFailWithoutSpoilingTheRest) {
    add(1, "Anne");
    base->write([](Connection& connection) {
        insert(connection, 2, "Paul");
        EXPECT_THROW(attempt(connection,
                             [&] {
                                 insert(connection, 3, "Zoé");
                                 insert(connection, 4, "Anne");
                             }),
                     UniqueViolation);
        attempt(connection, [&] { insert(connection, 5, "Luc"); });
    });
    EXPECT_EQ(count(), 3);
}

TEST_P(DatabaseTest, WhatAWriteThrowsUndoesItAndComesBack) {
    EXPECT_THROW(base->write([](Connection& connection) {
        insert(connection, 1, "Anne");
        throw std::out_of_range("mine");
    }),
                 std::out_of_range);
    EXPECT_EQ(count(), 0);
    add(1, "Anne");
    EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, WorkThatDoesNothingHarmsNothing) {
    base->read([](Connection&) {});
    base->write([](Connection&) {});
    EXPECT_THROW(base->read([](Connection&) { throw std::out_of_range("mine"); }), std::out_of_range);
    add(1, "Anne");
    EXPECT_EQ(count(), 1);
}

// Not caught by an attempt, a failure spoils the transaction on PostgreSQL: a work that hides it is refused there.
TEST_P(DatabaseTest, AHiddenFailureIsNotTakenForASuccess) {
    add(1, "Anne");
    const auto hide = [](Connection& connection) { EXPECT_THROW(insert(connection, 1, "Paul"), UniqueViolation); };
    if (base->is_postgres())
        EXPECT_THROW(base->write(hide), Error);
    else
        base->write(hide);
    EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseTest, AWriteInsideAWriteIsRefused) {
    EXPECT_THROW(base->write([&](Connection&) { base->write([](Connection&) {}); }), std::logic_error);
}

// While the first write holds the writer, the others gather into one group.
TEST_P(DatabaseTest, AFailedWriteLeavesItsGroupUnharmed) {
    std::latch gathered(1);
    std::atomic<int> refused = 0;
    std::atomic<int> commits = 0;
    base->after_commit([&] { ++commits; });
    std::vector<std::jthread> writers;
    std::latch started(1);
    writers.emplace_back([&] {
        base->write([&](Connection& connection) {
            insert(connection, 0, "first");
            started.count_down();
            gathered.wait();
        });
    });
    started.wait();
    for (int id = 1; id <= 20; ++id)
        writers.emplace_back([&, id] {
            try {
                base->write([&](Connection& connection) {
                    insert(connection, id, std::to_string(id));
                    if (id % 4 == 0) insert(connection, 100 + id, "first");
                    if (id % 10 == 1) throw std::out_of_range("mine");
                });
            } catch (const UniqueViolation&) {
                ++refused;
            } catch (const std::out_of_range&) {
                ++refused;
            }
        });
    gathered.count_down();
    writers.clear();
    EXPECT_EQ(refused, 7);
    EXPECT_EQ(count(), 14);
    EXPECT_GE(commits, 1);
}

// What each write of a group may have to restore is kept aside: here 2 MB, more than memory is given for.
TEST_P(DatabaseTest, AGroupMayChangeMuch) {
    base->write([](Connection& connection) {
        for (int id = 0; id < 600; ++id) insert(connection, id, std::to_string(id) + std::string(2500, 'x'));
    });
    std::latch started(1), gathered(1);
    std::vector<std::jthread> writers;
    writers.emplace_back([&] {
        base->write([&](Connection&) {
            started.count_down();
            gathered.wait();
        });
    });
    started.wait();
    std::atomic<int> failed = 0;
    for (int writer = 0; writer < 4; ++writer)
        writers.emplace_back([&] {
            try {
                base->write([](Connection& connection) {
                    connection.execute("update person set weight = coalesce(weight, 0) + 1");
                });
            } catch (const Error&) {
                ++failed;
            }
        });
    gathered.count_down();
    writers.clear();
    EXPECT_EQ(failed, 0);
    base->read([](Connection& connection) {
        EXPECT_EQ(connection.first_integer("select count(*) from person where weight = 4"), 600);
    });
}

TEST_P(DatabaseTest, ThirtyTwoThreadsWriteEachOfTheirRowsOnce) {
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < 32; ++writer)
            writers.emplace_back([&, writer] {
                for (int number = 0; number < 20; ++number) {
                    const int id = writer * 100 + number;
                    add(id, std::to_string(id));
                }
            });
    }
    EXPECT_EQ(count(), 640);
    base.reopen();
    EXPECT_EQ(count(), 640);
}

TEST_P(DatabaseTest, AReadSeesOneMoment) {
    add(1, "Anne");
    base->read([&](Connection& connection) {
        EXPECT_EQ(connection.first_integer("select count(*) from person"), 1);
        std::jthread([&] { add(2, "Paul"); }).join();
        EXPECT_EQ(connection.first_integer("select count(*) from person"), 1);
        base->read([](Connection& nested) { EXPECT_EQ(nested.first_integer("select count(*) from person"), 1); });
    });
    EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseTest, AReadCannotWrite) {
    EXPECT_THROW(base->read([](Connection& connection) { insert(connection, 1, "Anne"); }), Error);
    EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, MoreReadersThanConnectionsTakeTurns) {
    std::atomic<int> answered = 0;
    {
        std::vector<std::jthread> readers;
        for (int reader = 0; reader < 12; ++reader)
            readers.emplace_back([&] {
                for (int turn = 0; turn < 20; ++turn) answered += count() == 0;
            });
    }
    EXPECT_EQ(answered, 240);
}

TEST_P(DatabaseTest, AStatementThatTakesTooLongIsCancelled) {
    const auto endless = [](Connection& connection) {
        connection.first(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000000) select sum(i) from "
            "n");
    };
    EXPECT_THROW(base->read(endless, 50), TimedOut);
    EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseTest, ManyRowsAreInsertedAtOnce) {
    constexpr std::int64_t many = 10'000;
    Values rows;
    for (std::int64_t id = 0; id < many; ++id) {
        rows.insert(rows.end(), {id, fmt::format("\\nom\t{}\n\r\\.", id), 0.5});
    }
    rows[1] = Value();
    const std::vector<std::string> columns{"id", "name", "weight"};
    base->write([&](Connection& connection) { connection.insert_many("person", columns, rows); });
    base->read([&](Connection& connection) {
        EXPECT_EQ(connection.first("select name from person where id = 0"), Value());
        EXPECT_EQ(connection.first("select name from person where id = 7"), rows[22]);
        EXPECT_EQ(connection.first("select sum(weight) from person"), Value(5000.0));
    });
    EXPECT_THROW(base->write([&](Connection& connection) {
        connection.insert_many("person", columns, std::span(rows).first(9));
    }),
                 UniqueViolation);
    EXPECT_EQ(count(), many);
}

TEST_P(DatabaseTest, AColumnAddedLaterIsSeenByStatementsPreparedBefore) {
    add(1, "Anne");
    const auto width = [&] {
        int columns = 0;
        base->read([&](Connection& connection) {
            connection.query("select * from person", {}, [&](const Row& row) { columns = row.size(); });
        });
        return columns;
    };
    EXPECT_EQ(width(), 3);
    base->write([](Connection& connection) {
        connection.first("select * from person");
        connection.script("alter table person add column email text");
        connection.first("select * from person");
    });
    EXPECT_EQ(width(), 4);
}

TEST_P(DatabaseTest, ASoundBaseHasNoComplaints) {
    add(1, "Anne");
    EXPECT_THAT(base->integrity_complaints(), ::testing::IsEmpty());
}

#ifdef ELAN_FAILPOINTS
TEST_P(DatabaseTest, ACommitThatFailsIsToldToItsWriter) {
    failpoint::plan("writer.before_commit=error@1");
    EXPECT_THROW(add(1, "Anne"), failpoint::Failed);
    failpoint::plan("");
    EXPECT_EQ(count(), 0);
    add(1, "Anne");
    EXPECT_EQ(count(), 1);
}
#endif

TEST(SqliteTest, TheCopyIsWholeAndClosedToOthers) {
    TestBase base(Kind::Sqlite);
    base->write([](Connection& connection) {
        connection.script("create table person (name text); insert into person values ('Anne')");
    });
    const auto copy = (base.folder() / "copy.sqlite").string();
    base->copy_into(copy);
    EXPECT_THROW(base->copy_into(copy), Error);

    struct stat seen {};
    for (const auto& file :
         {copy, (base.folder() / "base.sqlite").string(), (base.folder() / "base.sqlite-wal").string()}) {
        ASSERT_EQ(::stat(file.c_str(), &seen), 0) << file;
        EXPECT_EQ(seen.st_mode & 0777U, 0600U) << file;
    }
    const auto opened = open_sqlite({.file = copy});
    opened->read([](Connection& connection) {
        EXPECT_EQ(connection.first("select name from person"), Value(std::string("Anne")));
    });
}

// As after a power cut: the files as they are once the writer was answered, opened elsewhere. Commits of one page, of a
// piece of the log, and of many pieces.
TEST(SqliteTest, WhoeverIsAnsweredIsInTheFiles) {
    namespace fs = std::filesystem;
    TestBase base(Kind::Sqlite);
    base->write([](Connection& connection) { connection.script("create table person (name text)"); });
    const auto elsewhere = base.folder() / "elsewhere";
    std::int64_t written = 0;
    for (const std::size_t size : {10, 126'000, 131'000, 131'072, 262'144, 3'000'000}) {
        base->write([&](Connection& connection) {
            connection.execute("insert into person values ($1)", Values{std::string(size, 'x')});
        });
        written += static_cast<std::int64_t>(size);
        fs::remove_all(elsewhere);
        fs::create_directory(elsewhere);
        for (const auto* name : {"base.sqlite", "base.sqlite-wal"})
            fs::copy_file(base.folder() / name, elsewhere / name);
        const auto opened = open_sqlite({.file = (elsewhere / "base.sqlite").string()});
        opened->read([&](Connection& connection) {
            EXPECT_EQ(connection.first_integer("select sum(length(name)) from person"), written);
        });
        EXPECT_THAT(opened->integrity_complaints(), ::testing::IsEmpty());
    }
}

TEST(SqliteTest, ADamagedBaseComplains) {
    TestBase base(Kind::Sqlite);
    base->write([](Connection& connection) {
        connection.script("create table person (name text); create index person_name on person (name);");
        for (int number = 0; number < 2000; ++number)
            connection.execute("insert into person values ($1)", Values{std::to_string(number)});
    });
    base.reopen();
    std::fstream file(base.folder() / "base.sqlite", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5 * 4096 + 100).write("damage", 6).flush();
    EXPECT_THAT(base->integrity_complaints(), ::testing::Not(::testing::IsEmpty()));
}

TEST(SqliteTest, NoOtherFileIsOpened) {
    TestBase base(Kind::Sqlite);
    const auto attach = [](Connection& connection) { connection.script("attach ':memory:' as other"); };
    EXPECT_THROW(base->write(attach), Error);
    EXPECT_THROW(base->read(attach), Error);
}

TEST(SqliteTest, ForeignKeysAreKept) {
    TestBase base(Kind::Sqlite);
    base->write([](Connection& connection) {
        connection.script(
            "create table company (id integer primary key);"
            "create table person (company integer references company (id))");
    });
    EXPECT_THROW(base->write([](Connection& connection) { connection.execute("insert into person values (7)"); }),
                 Error);
}

TEST(PostgresTest, AHostThatIsNotLocalMustBeVerified) {
    const auto open = [](const std::string& url) { open_postgres({.url = url, .schema = "any"}); };
    EXPECT_THROW(open("postgresql://crm.example.invalid/elan"), Error);
    EXPECT_THROW(open("host=/tmp,crm.example.invalid dbname=elan sslmode=require"), Error);
    EXPECT_THROW(open("service=crm"), Error);
    EXPECT_THROW(open("postgresql://%zz"), Error);
}

// Two servers on one schema: the second does not know that the first changed it.
TEST(PostgresTest, ASchemaChangedByAnotherServerIsNoticed) {
    if (elan::testing::kinds().size() < 2) GTEST_SKIP() << "ELAN_TEST_POSTGRES is not set";
    const char* url = std::getenv("ELAN_TEST_POSTGRES");
    const PostgresOptions options{.url = url, .schema = fmt::format("test_two_servers_{}", ::getpid())};
    const auto first = open_postgres(options);
    const auto second = open_postgres(options);
    first->write([](Connection& connection) {
        connection.script(
            "drop table if exists person; create table person (name text); insert into person values ('Anne')");
    });
    int columns = 0;
    const auto look = [&](Connection& connection) {
        connection.query("select * from person", {}, [&](const Row& row) { columns = row.size(); });
    };
    second->read(look);
    second->write(look);
    EXPECT_EQ(columns, 1);
    first->write([](Connection& connection) { connection.script("alter table person add column email text"); });
    second->read(look);
    EXPECT_EQ(columns, 2);
    columns = 0;
    second->write(look);
    EXPECT_EQ(columns, 2);
    first->write([&](Connection& connection) { connection.script("drop schema " + options.schema + " cascade"); });
}

TEST(PostgresTest, ALostConnectionIsReplaced) {
    if (elan::testing::kinds().size() < 2) GTEST_SKIP() << "ELAN_TEST_POSTGRES is not set";
    TestBase base(Kind::Postgres);
    base->write([](Connection& connection) { connection.script("create table person (name text)"); });
    base->read([](Connection& connection) { connection.first("select 1"); });
    const auto kill_others = [](Connection& connection) {
        connection.query(
            "select pg_terminate_backend(other.pid, 2000) from pg_stat_activity mine join pg_stat_activity other "
            "on other.application_name = mine.application_name and other.pid <> mine.pid "
            "where mine.pid = pg_backend_pid()",
            {}, [](const Row&) {});
    };
    base->write(kill_others);
    base->read([](Connection& connection) { EXPECT_EQ(connection.first_integer("select count(*) from person"), 0); });
    base->read(kill_others);
    base->write([](Connection& connection) { connection.execute("insert into person values ('Anne')"); });

    // Cut in the middle: the writer is told, and the next write goes through a new connection.
    EXPECT_THROW(base->write([](Connection& connection) {
        connection.execute("insert into person values ('Paul')");
        connection.execute("select pg_terminate_backend(pg_backend_pid())");
    }),
                 Error);
    base->write([](Connection& connection) { connection.execute("insert into person values ('Luc')"); });
    base->read([](Connection& connection) { EXPECT_EQ(connection.first_integer("select count(*) from person"), 2); });
}

}  // namespace elan::db
