#include "objects/filter.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "insight/text/fold.hpp"
#include "objects/query.hpp"
#include "platform/refusal.hpp"
#include "testing/thing.hpp"

namespace elan {

namespace {

using testing::Kind;
using testing::numbered_id;
using testing::thing;
using Op = Filter::Op;

// Few values, so that they meet: accents, order beyond the basic plane, wildcards of SQL, what folds to nothing.
const std::vector<std::string> texts = {
    "Élan",         "elan",       "ELAN 2", "el",      "a",      "A",      "ab",  "a%b", "_",  "l’Œuf",
    "a\U0010FFFFz", "\U0010FFFF", "\uD7FF", "\uE000b", "\u200B", "é'\"$1", "zoé", "😀",   "|a|"};
const std::vector<std::string> words = {"a", "b", "ab", "é", "A", "a b"};

bool stores(const FieldDeclaration& field, db::Storage storage) { return field.type->storage() == storage; }

rc::Gen<Value> some_value(const FieldDeclaration& field) {
    if (field.type->comparison() == Comparison::Flag) return rc::gen::element<Value>(std::int64_t{0}, std::int64_t{1});
    if (stores(field, db::Storage::Integer)) {
        return rc::gen::element<Value>(std::int64_t{-1}, std::int64_t{0}, std::int64_t{1},
                                       std::int64_t{9'000'000'000'000'000});
    }
    if (stores(field, db::Storage::Real)) return rc::gen::element<Value>(-0.5, 0.0, 0.1, 20.0, 1e15);
    if (field.type->comparison() == Comparison::Set) {
        return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words))),
                            join_set);
    }
    return rc::gen::map(rc::gen::elementOf(texts), [](std::string text) { return Value{std::move(text)}; });
}

rc::Gen<Value> value_or_nothing(const FieldDeclaration& field) {
    return rc::gen::weightedOneOf<Value>({{3, some_value(field)}, {1, rc::gen::just(Value{})}});
}

Record record_numbered(int number) {
    Record record(thing, numbered_id(number));
    record.put(thing.revision.index, std::int64_t{1});
    for (auto i = Object::system_fields; i < thing.fields().size(); ++i) {
        const auto& field = thing.fields()[i];
        // No record holds what a document would refuse, and no filter reads it.
        record.put(i, field.type->comparison() == Comparison::Nothing
                          ? *rc::gen::element<Value>(Value{}, Value{std::string("{}")})
                          : *value_or_nothing(field));
    }
    return record;
}

const std::vector<Op>& ops_of(Comparison comparison) {
    static const std::map<Comparison, std::vector<Op>> ops = {
        {Comparison::Folded,
         {Op::Contains, Op::StartsWith, Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty}},
        {Comparison::Exact, {Op::Contains, Op::StartsWith, Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty}},
        {Comparison::Order,
         {Op::Eq, Op::Ne, Op::Lt, Op::Lte, Op::Gt, Op::Gte, Op::Between, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty}},
        {Comparison::Set, {Op::HasAny, Op::HasAll, Op::HasNone, Op::Empty, Op::NotEmpty}},
        {Comparison::Flag, {Op::Eq, Op::Ne, Op::Empty, Op::NotEmpty}},
        {Comparison::Nothing, {Op::Empty, Op::NotEmpty}}};
    return ops.at(comparison);
}

std::size_t operand_count(Op op) {
    static const std::set<Op> lists = {Op::In, Op::NotIn, Op::HasAny, Op::HasAll, Op::HasNone};
    if (op == Op::Empty || op == Op::NotEmpty) return 0;
    if (op == Op::Between) return 2;
    return lists.contains(op) ? *rc::gen::inRange<std::size_t>(0, 4) : 1;
}

Value some_operand(const FieldDeclaration& field, Op op) {
    if (field.type->comparison() == Comparison::Set) return *rc::gen::elementOf(words);
    auto value = *some_value(field);
    if (field.has_folded_column()) value = fold(std::get<std::string>(value));
    // A part of a value, down to none of it.
    if ((op == Op::Contains || op == Op::StartsWith) && *rc::gen::inRange(0, 4) == 0) value = std::string();
    return value;
}

Filter some_condition() {
    const auto index = *rc::gen::inRange(Object::system_fields, thing.fields().size());
    const auto& field = thing.fields()[index];
    const auto op = *rc::gen::elementOf(ops_of(field.type->comparison()));
    std::vector<Value> operands;
    for (auto left = operand_count(op); left > 0; --left) operands.push_back(some_operand(field, op));
    return Filter::condition(index, op, std::move(operands));
}

Filter some_filter(int depth) {
    const auto kind = *rc::gen::inRange(0, depth > 0 ? 8 : 4);
    if (kind == 0) {
        static const std::vector<std::vector<std::string>> grantees = {{}, {"luc"}, {"luc", "eve"}};
        return Filter::shared_with(*rc::gen::elementOf(grantees), *rc::gen::arbitrary<bool>());
    }
    if (kind == 1 && *rc::gen::inRange(0, 5) == 0) return Filter::everything();
    if (kind < 4) return some_condition();
    if (kind == 4) return Filter::negate(some_filter(depth - 1));
    std::vector<Filter> parts;
    for (auto left = *rc::gen::inRange(0, 4); left > 0; --left) parts.push_back(some_filter(depth - 1));
    return kind < 7 ? Filter::all(std::move(parts)) : Filter::any(std::move(parts));
}

std::vector<SortKey> some_sort() {
    std::vector<SortKey> keys;
    for (auto left = *rc::gen::inRange(0, 3); left > 0; --left) {
        const auto index = *rc::gen::inRange<std::size_t>(0, thing.fields().size());
        if (!thing.fields()[index].type->sortable()) continue;
        keys.push_back({.field = index, .descending = *rc::gen::arbitrary<bool>()});
    }
    return keys;
}

// Empty is smallest; the variant's order puts it first.
int order_of(const Value& left, const Value& right) { return left < right ? -1 : right < left; }

Value folded(const Value& value) { return is_empty(value) ? value : Value{fold(std::get<std::string>(value))}; }

bool stands_before(const std::vector<SortKey>& sort, const Record& left, const Record& right) {
    for (const auto& key : sort) {
        const auto& a = left.value(key.field);
        const auto& b = right.value(key.field);
        auto order = thing.fields()[key.field].has_folded_column() ? order_of(folded(a), folded(b)) : 0;
        if (order == 0) order = order_of(a, b);
        if (order != 0) return key.descending ? order > 0 : order < 0;
    }
    return !sort.empty() && sort.back().descending ? left.id() > right.id() : left.id() < right.id();
}

struct Share {
    std::string record, grantee;
    bool to_change = false;
};

}  // namespace

// One base for all rounds; each round begins with what it writes itself.
class FilterTest : public ::testing::TestWithParam<Kind> {
 protected:
    void SetUp() override {
        base->write([](db::Connection& connection) {
            testing::create_ground(connection);
            apply_schema(connection, testing::catalogue_of(thing));
        });
    }

    void hold(const std::vector<Record>& records, const std::vector<Share>& shares) {
        base->write([&](db::Connection& connection) {
            connection.execute("delete from o_thing");
            connection.execute("delete from shares");
            insert_records(connection, records);
            for (const auto& share : shares)
                connection.execute("insert into shares (record, grantee, may_change) values ($1, $2, $3)",
                                   db::Values{share.record, share.grantee, std::int64_t{share.to_change}});
        });
    }

    // All pages one after the other.
    std::vector<std::string> listed(Query query) {
        std::vector<std::string> ids;
        base->read([&](db::Connection& connection) {
            do {
                auto page = run_query(connection, query);
                for (const auto& record : page.records) ids.push_back(record.id());
                query.after = page.next;
            } while (!query.after.empty());
            EXPECT_EQ(count_records(connection, query), static_cast<std::int64_t>(ids.size()));
        });
        return ids;
    }

    testing::TestBase base{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(OnBoth, FilterTest, ::testing::ValuesIn(testing::kinds()), testing::kind_name);

TEST_P(FilterTest, MeansTheSameInTheBaseAndInMemory) {
    const auto holds = rc::check([&] {
        std::vector<Record> records;
        std::vector<Share> shares;
        for (int number = *rc::gen::inRange(0, 12); number > 0; --number) {
            records.push_back(record_numbered(number));
            if (*rc::gen::inRange(0, 3) == 0)
                shares.push_back(
                    {records.back().id(), *rc::gen::element<std::string>("luc", "eve"), *rc::gen::arbitrary<bool>()});
        }
        hold(records, shares);
        // Several questions for each base: filling it is what costs.
        for (int round = 0; round < 8; ++round) {
            Query query{.object = &thing};
            query.filter = some_filter(3);
            query.sort = some_sort();
            query.limit = *rc::gen::inRange(1, 6);
            std::vector<Record> expected;
            for (const auto& record : records) {
                const auto is_shared = [&](const Filter& asked) {
                    return std::ranges::any_of(shares, [&](const Share& share) {
                        return share.record == record.id() && (share.to_change || !asked.to_change) &&
                               std::ranges::find(asked.grantees, share.grantee) != asked.grantees.end();
                    });
                };
                if (matches(thing, query.filter, record, is_shared)) expected.push_back(record);
            }
            std::ranges::sort(expected,
                              [&](const Record& a, const Record& b) { return stands_before(query.sort, a, b); });
            std::vector<std::string> ids;
            for (const auto& record : expected) ids.push_back(record.id());
            RC_ASSERT(listed(query) == ids);
        }
    });
    EXPECT_TRUE(holds);
}

namespace {

const FilterContext today{
    .me = numbered_id(7), .now_ms = 1'767'258'000'000, .time_zone = "Europe/Paris"};  // 2026-01-01

Filter read_filter(std::string_view json) {
    const JsonDocument document(json);
    return parse_filter(thing, document.root(), today,
                        [](const FieldDeclaration& field) { return field.id != "ratio"; });
}

std::vector<std::string> complaints(std::string_view json) {
    std::vector<std::string> sentences;
    try {
        read_filter(json);
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.problem, Problem::Invalid);
        for (const auto& error : refusal.errors) sentences.push_back(error.field + ": " + error.message);
    }
    return sentences;
}

using Sentences = std::vector<std::string>;

}  // namespace

TEST(FilterJson, HasNoConditionWhenEmpty) {
    EXPECT_TRUE(read_filter("{}").is_everything());
    EXPECT_TRUE(read_filter(R"({"all":[]})").is_everything());
    EXPECT_FALSE(read_filter(R"({"any":[]})").is_everything());
}

TEST(FilterJson, KeepsOperandsAsTheyAreStored) {
    EXPECT_EQ(read_filter(R"({"field":"name","op":"contains","value":" ÉLAN "})").operands, std::vector<Value>{"elan"});
    EXPECT_EQ(read_filter(R"({"field":"amount","op":"in","value":[1,2]})").operands,
              (std::vector<Value>{std::int64_t{1}, std::int64_t{2}}));
    EXPECT_EQ(read_filter(R"({"field":"open","op":"eq","value":true})").operands, std::vector<Value>{std::int64_t{1}});
    EXPECT_EQ(read_filter(R"({"field":"owner","op":"eq","value":"me"})").operands, std::vector<Value>{numbered_id(7)});
    EXPECT_EQ(read_filter(R"({"field":"tags","op":"has_any","value":["a","b"]})").operands,
              (std::vector<Value>{"a", "b"}));
}

TEST(FilterJson, ReadsDaysFromToday) {
    EXPECT_EQ(read_filter(R"({"field":"day","op":"gte","value":{"days":-1}})").operands,
              std::vector<Value>{"2025-12-31"});
    // Midnight in Paris is 23:00 of the day before in UTC.
    EXPECT_EQ(read_filter(R"({"field":"at","op":"lt","value":{"days":0}})").operands,
              std::vector<Value>{std::int64_t{1'767'222'000'000}});
    EXPECT_EQ(complaints(R"({"field":"amount","op":"lt","value":{"days":0}})"),
              Sentences{"amount: Cette valeur relative n’est pas comprise."});
    EXPECT_EQ(complaints(R"({"field":"day","op":"lt","value":{"days":99999999}})").size(), 1U);
}

TEST(FilterJson, TellsAllComplaintsAtOnce) {
    EXPECT_EQ(complaints(R"({"any":[
                  {"field":"colour","op":"eq","value":"red"},
                  {"field":"ratio","op":"eq","value":1},
                  {"not":{"field":"amount","op":"contains","value":"1"}},
                  {"field":"amount","op":"eq","value":"many"},
                  {"field":"amount","op":"between","value":[1]},
                  {"field":"kind","op":"like","value":"a"},
                  {"field":"tags","op":"has_any","value":["a|b"]},
                  {"field":"name","op":"contains","value":" "},
                  {"field":"name","op":"eq"},
                  {"field":"name","op":"eq","value":"a\u0000b"},
                  7]})"),
              (Sentences{
                  "colour: Le champ « colour » n’existe pas.", "ratio: Le champ « ratio » n’existe pas.",
                  "amount: On ne peut pas filtrer « Montant » avec « contains ».", "amount: Donnez un nombre entier.",
                  "amount: Donnez deux valeurs pour filtrer « Montant ».",
                  "kind: On ne peut pas filtrer « Genre » avec « like ».", "tags: Une étiquette ne contient pas « | ».",
                  "name: Donnez une valeur.", "name: Donnez une valeur pour filtrer « Nom ».",
                  "name: Ce texte contient des caractères illisibles.", "filter: Un filtre est un objet JSON."}));
}

TEST(FilterJson, StaysWithinItsLimits) {
    std::string deep = R"({"field":"amount","op":"empty"})";
    for (int level = 1; level < 8; ++level) deep = R"({"not":)" + deep + "}";
    EXPECT_EQ(complaints(deep), Sentences{});
    EXPECT_EQ(complaints(R"({"not":)" + deep + "}"),
              Sentences{"filter: Ce filtre est trop profond (8 niveaux au plus)."});

    const auto wide = [](std::string_view part, int count) {
        std::string json = R"({"any":[)" + std::string(part);
        for (int i = 1; i < count; ++i) json += ',' + std::string(part);
        return json + "]}";
    };
    EXPECT_EQ(complaints(wide(R"({"field":"amount","op":"empty"})", 200)), Sentences{});
    EXPECT_EQ(complaints(wide(R"({"field":"amount","op":"empty"})", 20'000)),
              Sentences{"filter: Ce filtre a trop de conditions (200 au plus)."});
    EXPECT_EQ(complaints(wide("{}", 20'000)), Sentences{"filter: Ce filtre a trop de parties (500 au plus)."});

    const auto values = [](std::string_view field, std::string_view op, int count) {
        std::string json = fmt::format(R"({{"field":"{}","op":"{}","value":["x")", field, op);
        for (int i = 1; i < count; ++i) json += R"(,"x")";
        return json + "]}";
    };
    EXPECT_EQ(complaints(values("name", "in", 1000)), Sentences{});
    EXPECT_EQ(complaints(values("name", "in", 1001)),
              Sentences{"name: Donnez de une à 1000 valeurs pour filtrer « Nom »."});
    EXPECT_EQ(complaints(values("tags", "has_any", 101)).size(), 1U);
    EXPECT_EQ(complaints(wide(values("name", "in", 1000), 11)),
              Sentences{"filter: Ce filtre a trop de valeurs (10\u00a0000 au plus)."});
}

// What the reader lets pass, both databases take.
TEST_P(FilterTest, RunsAtItsLimits) {
    const auto run = [&](const std::string& json) {
        Query query{.object = &thing};
        query.filter = read_filter(json);
        EXPECT_NO_THROW(listed(query)) << json.substr(0, 60);
    };
    const auto repeated = [](std::string_view head, std::string_view part, int count, std::string_view tail) {
        std::string json{head};
        for (int i = 0; i < count; ++i) json += std::string(i == 0 ? "" : ",") + std::string(part);
        return json + std::string(tail);
    };
    const auto many_tags = repeated(R"({"field":"tags","op":"has_none","value":[)", R"("x")", 100, "]}");
    run(repeated(R"({"all":[)", many_tags, 100, "]}"));
    run(repeated(R"({"any":[)", repeated(R"({"field":"name","op":"in","value":[)", R"("x")", 1000, "]}"), 10, "]}"));
    run(repeated(R"({"any":[)", "{}", 499, "]}"));
    run(repeated(R"({"any":[)", R"({"field":"name","op":"starts_with","value":"\udbff\udfff"})", 200, "]}"));
}

TEST(FilterOperators, AreThoseThatMakeSense) {
    EXPECT_EQ(operators_of(field_type("document")), (std::vector<std::string_view>{"empty", "not_empty"}));
    for (const auto* type : field_types()) {
        const auto keys = operators_of(*type);
        EXPECT_NE(std::ranges::find(keys, "empty"), keys.end()) << type->key();
    }
}

}  // namespace elan
