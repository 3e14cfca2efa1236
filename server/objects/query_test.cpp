#include "objects/query.hpp"

#include <gtest/gtest.h>

#include "objects/cursor.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/refusal.hpp"
#include "testing/thing.hpp"

namespace elan {

using testing::Kind;
using testing::numbered_id;
using testing::thing;

// Twenty things: names in pairs, an amount on every third, the last two in the bin.
class QueryTest : public ::testing::TestWithParam<Kind> {
 protected:
    void SetUp() override {
        std::vector<Record> records;
        for (int number = 1; number <= 20; ++number) {
            Record record(thing, numbered_id(number));
            record.put(thing.revision.index, std::int64_t{1});
            record.set(thing.name, fmt::format("Chose {:02}", number / 2));
            if (number % 3 == 0) record.set(thing.amount, number * 100);
            record.set(thing.kind, number % 2 == 0 ? "a" : "b");
            if (number > 18) record.put(thing.deleted_at.index, std::int64_t{1});
            records.push_back(std::move(record));
        }
        base->write([&](db::Connection& connection) {
            testing::create_ground(connection);
            apply_schema(connection, testing::catalogue_of(thing));
            insert_records(connection, records);
        });
    }

    RecordPage page(const Query& query) {
        RecordPage read;
        base->read([&](db::Connection& connection) { read = run_query(connection, query); });
        return read;
    }

    // How the database would read it; PostgreSQL reads a table this small at once unless told not to.
    std::string plan(const std::string& sql, const db::Values& parameters) {
        const bool postgres = GetParam() == Kind::Postgres;
        std::string text;
        base->write([&](db::Connection& connection) {
            if (postgres) connection.script("set local enable_seqscan = off; set local enable_bitmapscan = off");
            connection.query((postgres ? "explain " : "explain query plan ") + sql, parameters,
                             [&](const db::Row& row) { text += std::string(row.text(postgres ? 0 : 3)) + '\n'; });
        });
        return text;
    }

    testing::TestBase base{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(OnBoth, QueryTest, ::testing::ValuesIn(testing::kinds()), testing::kind_name);

TEST_P(QueryTest, AFullLastPageHasNoNext) {
    Query query{.object = &thing, .limit = 18};
    EXPECT_EQ(page(query).records.size(), 18U);
    EXPECT_EQ(page(query).next, "");
    query.limit = 17;
    EXPECT_NE(page(query).next, "");
}

TEST_P(QueryTest, APageBeginsBehindTheLastWhateverWasWrittenMeanwhile) {
    Query query{.object = &thing, .sort = {{.field = thing.amount.index, .descending = true}}, .limit = 4};
    const auto first = page(query);
    EXPECT_EQ(first.records.front().id(), numbered_id(18));
    base->write([](db::Connection& connection) {
        Record early(thing, numbered_id(90));
        early.set(thing.amount, 99'999);
        insert_record(connection, early);
    });
    query.after = first.next;
    const auto second = page(query);
    ASSERT_EQ(second.records.size(), 4U);  // two amounts, then some without
    EXPECT_EQ(second.records[0].id(), numbered_id(6));
    EXPECT_EQ(second.records[1].id(), numbered_id(3));
    EXPECT_FALSE(second.records[2].has(thing.amount));
}

TEST_P(QueryTest, ShowsTheBinApart) { EXPECT_EQ(page({.object = &thing, .bin = true}).records.size(), 2U); }

TEST_P(QueryTest, RefusesCursorsOfOthers) {
    Query query{.object = &thing, .sort = {{.field = thing.amount.index}}, .limit = 2};
    const auto next = page(query).next;
    query.sort.front().descending = true;
    query.after = next;
    EXPECT_THROW(page(query), Refusal);
    for (const auto* forged :
         {"", "{}", "[]", "7", R"({"s":"+amount+id"})", R"({"s":"+amount+id","v":[1]})",
          R"({"s":"+amount+id","v":["1; drop table o_thing",""]})", R"({"s":"+amount+id","v":[{"r":1.5},"a"]})",
          R"({"s":"+amount+id","v":[1,"a\u0000b"]})", R"({"s":"+amount+id","v":[1,2]})"}) {
        query.sort.front().descending = false;
        query.after = base64url(forged) + (*forged ? "" : "!");
        EXPECT_THROW(page(query), Refusal) << forged;
    }
}

TEST_P(QueryTest, CountsAndSumsByTheValuesOfAField) {
    std::vector<Group> groups;
    base->read([&](db::Connection& connection) {
        groups = group_records(connection, {.object = &thing}, {.field = thing.find("kind")},
                               {{thing.find("amount"), Measure::Kind::Sum}});
    });
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].value, Value{"a"});
    EXPECT_EQ(groups[0].count, 9);
    EXPECT_EQ(groups[0].figures, db::Values{std::int64_t{600 + 1200 + 1800}});
    EXPECT_EQ(groups[1].figures, db::Values{std::int64_t{300 + 900 + 1500}});
}

TEST_P(QueryTest, MeasuresWholeColumns) {
    using Of = Measure::Kind;
    const auto* amount = thing.find("amount");
    const std::vector<Measure> measures = {
        {amount, Of::Sum}, {amount, Of::Average}, {amount, Of::Least}, {amount, Of::Most}, {amount, Of::Filled}};
    const auto total_of = [&](Filter filter) {
        std::vector<Group> all;
        base->read([&](db::Connection& connection) {
            all = group_records(connection, {.object = &thing, .filter = std::move(filter)}, {}, measures);
        });
        return all.at(0);
    };
    EXPECT_EQ(total_of({}).figures,
              (db::Values{std::int64_t{6300}, 1050.0, std::int64_t{300}, std::int64_t{1800}, std::int64_t{6}}));
    const auto none = total_of(Filter::nothing());
    EXPECT_EQ(none.count, 0);
    EXPECT_EQ(none.figures, (db::Values{{}, {}, {}, {}, std::int64_t{0}}));
}

TEST_P(QueryTest, MeasuresOnlyWhatHasAMeasure) {
    EXPECT_TRUE(measure_named(*thing.find("amount"), "sum"));
    EXPECT_TRUE(measure_named(*thing.find("day"), "least"));
    EXPECT_TRUE(measure_named(*thing.find("tags"), "filled"));
    EXPECT_FALSE(measure_named(*thing.find("name"), "sum"));
    EXPECT_FALSE(measure_named(*thing.find("at"), "sum"));
    EXPECT_FALSE(measure_named(*thing.find("open"), "average"));
    EXPECT_FALSE(measure_named(*thing.find("amount"), "median"));
}

TEST_P(QueryTest, JumpsIntoTheMiddle) {
    Query query{.object = &thing, .sort = {{.field = thing.amount.index}}, .limit = 5};
    std::vector<std::string> walked, jumped;
    base->read([&](db::Connection& connection) {
        auto whole = query;
        whole.limit = 100;
        for (const auto& record : run_query(connection, whole).records) walked.push_back(record.id());
        for (query.skip = 0; query.skip < static_cast<std::int64_t>(walked.size()); query.skip += 5) {
            for (const auto& record : run_query(connection, query).records) jumped.push_back(record.id());
        }
    });
    EXPECT_EQ(jumped, walked);
}

TEST_P(QueryTest, ReadsOnlyWhatIsPermitted) {
    const auto kind_a = Filter::is(thing.kind, "a");
    base->read([&](db::Connection& connection) {
        EXPECT_TRUE(read_record(connection, thing, numbered_id(2), kind_a));
        EXPECT_FALSE(read_record(connection, thing, numbered_id(3), kind_a));
        EXPECT_FALSE(read_record(connection, thing, "nobody", Filter::everything()));
        const auto found = read_records(connection, thing, {numbered_id(2), numbered_id(3), numbered_id(4)}, kind_a);
        EXPECT_EQ(found.size(), 2U);
        EXPECT_EQ(run_query(connection, {.object = &thing, .permitted = kind_a}).records.size(), 9U);
        EXPECT_EQ(count_records(connection, {.object = &thing, .permitted = Filter::nothing()}), 0);
    });
}

// A page behind a cursor costs what the first costs: the index leads to it. The bin is left out of the question, for in
// a table this small any index that knows of it is as good to PostgreSQL.
TEST_P(QueryTest, FindsThePageBehindACursorByItsIndex) {
    const bool postgres = GetParam() == Kind::Postgres;
    for (const bool descending : {false, true}) {
        const std::vector<SortColumn> columns = {{"amount", descending, db::Storage::Integer}, {"id", descending}};
        db::Values parameters;
        const Cursor cursor(columns, cursor_of(columns, {std::int64_t{600}, numbered_id(6)}));
        const auto condition = cursor.same_part(parameters);
        const auto found =
            plan("select t.id from o_thing t where " + condition + " order by t.amount" + (descending ? " desc" : ""),
                 parameters);
        const std::string end = descending ? "<" : ">";
        const auto wanted = postgres ? "Index Cond: (amount " + end : "USING INDEX o_thing_amount (amount" + end + "?)";
        EXPECT_NE(found.find(wanted), std::string::npos) << found;
    }
}

}  // namespace elan
