#include "objects/table.hpp"

#include <gtest/gtest.h>

#include "objects/query.hpp"
#include "platform/refusal.hpp"
#include "testing/thing.hpp"

namespace elan {

namespace {

using testing::catalogue_of;
using testing::Kind;
using testing::numbered_id;
using testing::thing;

FieldDeclaration custom(std::string id, std::string key, std::string_view type) {
    FieldDeclaration declared;
    declared.id = std::move(id);
    declared.key = std::move(key);
    declared.type = &field_type(type);
    declared.label = {"Ajouté", "Added"};
    declared.custom = declared.indexed = true;
    return declared;
}

// The same thing with a field that may be held once only.
struct Registered : Object {
    Registered() : Object("registered", "Inscription", "Inscriptions") {}
    Field<Text> name = field("name", "Nom", "Name").unique();
};
const Registered registered;

}  // namespace

class TableTest : public ::testing::TestWithParam<Kind> {
 protected:
    void SetUp() override { base->write(testing::create_ground); }

    void apply(const Catalogue& catalogue) {
        base->write([&](db::Connection& connection) { apply_schema(connection, catalogue); });
    }
    std::vector<std::string> steps(const Catalogue& from, const Catalogue& to) {
        std::vector<std::string> found;
        base->read([&](db::Connection& connection) {
            found = schema_steps(to, applied_schema_json(from, connection.is_postgres()), connection);
        });
        return found;
    }
    void insert(const Record& record) {
        base->write([&](db::Connection& connection) { insert_record(connection, record); });
    }
    Record read(const Object& object, int number) {
        std::optional<Record> found;
        base->read([&](db::Connection& connection) {
            found = read_record(connection, object, numbered_id(number), Filter::everything());
        });
        return found.value();
    }

    testing::TestBase base{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(OnBoth, TableTest, ::testing::ValuesIn(testing::kinds()), testing::kind_name);

TEST_P(TableTest, WhatIsAppliedNeedsNoStep) {
    const auto catalogue = catalogue_of(thing);
    apply(catalogue);
    EXPECT_TRUE(steps(catalogue, catalogue).empty());
    apply(catalogue);
}

TEST_P(TableTest, AFieldAddedLaterKeepsTheRecordsThereAre) {
    apply(catalogue_of(thing));
    Record before(thing, numbered_id(1));
    before.set(thing.name, "Ancienne");
    insert(before);

    const auto extended = catalogue_of(thing, {.objects = {}, .fields = {{"thing", custom("c_1", "colour", "text")}}});
    EXPECT_EQ(steps(catalogue_of(thing), extended).size(), 3U);  // the column, its folded form, the index
    apply(extended);
    base.reopen();

    const auto& object = extended.object(thing);
    const auto* colour = object.find("colour");
    EXPECT_EQ(read(object, 1)[thing.name], "Ancienne");
    EXPECT_TRUE(is_empty(read(object, 1).value(*colour)));
    Record after(object, numbered_id(2));
    after.put(*colour, std::string("Écru"));
    insert(after);
    base->read([&](db::Connection& connection) {
        Query query{.object = &object};
        query.filter = Filter::condition(object.index_of(*colour), Filter::Op::StartsWith, {"ecr"});
        EXPECT_EQ(run_query(connection, query).records.size(), 1U);
    });
}

TEST_P(TableTest, ARenamedFieldIsTheSameColumn) {
    const auto named = [](std::string key) {
        return catalogue_of(thing, {.objects = {}, .fields = {{"thing", custom("c_1", std::move(key), "number")}}});
    };
    EXPECT_TRUE(steps(named("colour"), named("shade")).empty());
}

TEST_P(TableTest, ACustomersObjectIsATable) {
    const auto catalogue = catalogue_of(
        thing, {.objects = {{"boat", {"Bateau", "Boat"}, {"Bateaux", "Boats"}}},
                .fields = {{"boat", custom("c_1", "name", "text")}, {"boat", custom("c_2", "length", "decimal")}}});
    apply(catalogue);
    const auto& boat = catalogue.object("boat");
    Record made(boat, numbered_id(1));
    made.put(*boat.find("name"), std::string("Pen Duick"));
    made.put(*boat.find("length"), 15.1);
    insert(made);
    EXPECT_EQ(read(boat, 1).title(), "Pen Duick");
    EXPECT_EQ(read(boat, 1).value(*boat.find("length")), Value{15.1});
}

TEST_P(TableTest, AnOlderProgramRefusesABaseOfANewerOne) {
    const auto ours = catalogue_of(thing);
    const auto newer_field =
        catalogue_of(thing, {.objects = {}, .fields = {{"thing", custom("c_1", "colour", "text")}}});
    const auto newer_object =
        catalogue_of(thing, {.objects = {{"boat", {"Bateau", "Boat"}, {"Bateaux", "Boats"}}}, .fields = {}});
    EXPECT_THROW(steps(newer_field, ours), Refusal);
    EXPECT_THROW(steps(newer_object, ours), Refusal);
    base->read([&](db::Connection& connection) {
        EXPECT_THROW(schema_steps(ours, R"({"version":2,"tables":{},"indexes":[]})", connection), Refusal);
    });

    apply(newer_field);
    EXPECT_THROW(apply(ours), Refusal);
    EXPECT_NO_THROW(apply(newer_field));
}

TEST_P(TableTest, AFailingStepLeavesTheBaseAsItWas) {
    apply(catalogue_of(thing));
    const auto extended = catalogue_of(thing, {.objects = {}, .fields = {{"thing", custom("c_1", "colour", "text")}}});
    EXPECT_THROW(base->write([&](db::Connection& connection) {
        apply_schema(connection, extended);
        throw std::runtime_error("power cut");
    }),
                 std::runtime_error);
    EXPECT_NO_THROW(apply(extended));
}

TEST_P(TableTest, WritesChangedColumnsOnly) {
    apply(catalogue_of(thing));
    Record made(thing, numbered_id(1));
    made.set(thing.name, "Élan");
    made.set(thing.amount, 100);
    insert(made);

    auto mine = read(thing, 1);
    auto theirs = read(thing, 1);
    mine.set(thing.name, "Été");
    theirs.set(thing.amount, 200);
    base->write([&](db::Connection& connection) {
        update_record(connection, mine, mine.changed_fields());
        update_record(connection, theirs, theirs.changed_fields());
    });
    EXPECT_EQ(read(thing, 1)[thing.name], "Été");
    EXPECT_EQ(read(thing, 1)[thing.amount], 200);
    base->read([](db::Connection& connection) {
        EXPECT_EQ(connection.first("select name__folded from o_thing"), db::Value{"ete"});
    });
}

TEST_P(TableTest, AUniqueFieldIsHeldOnceOutsideTheBin) {
    apply(catalogue_of(registered));
    const auto named = [](int number, std::string name, bool in_bin) {
        Record record(registered, numbered_id(number));
        record.set(registered.name, std::move(name));
        if (in_bin) record.put(registered.deleted_at.index, std::int64_t{1});
        return record;
    };
    insert(named(1, "Élan", false));
    EXPECT_THROW(insert(named(2, "ELAN", false)), db::UniqueViolation);
    EXPECT_NO_THROW(insert(named(3, "ELAN", true)));
    EXPECT_NO_THROW(insert(named(4, "", false)));
    EXPECT_NO_THROW(insert(named(5, "", false)));
}

}  // namespace elan
