#pragma once

#include <optional>
#include <string>
#include <vector>

#include "objects/filter.hpp"

namespace elan {

struct SortKey {
    std::size_t field = 0;
    bool descending = false;  // empty values are smallest on both databases
};

// Which records of an object, in which order.
struct Query {
    const Object* object = nullptr;
    Filter filter;              // what was asked for
    Filter permitted;           // what the asker may see at all; Session fills it, no one else
    std::vector<SortKey> sort;  // the id breaks ties
    int limit = 50;
    std::string after;  // cursor of a former answer, "" for the start
    // Records left out before the page: a jump into the middle of a long list, where no cursor is known yet. Beside a
    // cursor it has no meaning.
    std::int64_t skip = 0;
    bool bin = false;   // records in the bin instead of the others
    std::string words;  // folded words the search index must know the record by, "" for none
};

struct RecordPage {
    std::vector<Record> records;
    std::string next;  // cursor, "" at the end
};

// Runs the query. Throws Refusal when the cursor does not belong to it.
RecordPage run_query(db::Connection& connection, const Query& query);
// How many there are, without limit and cursor.
std::int64_t count_records(db::Connection& connection, const Query& query);

// A figure over the values of one field: the foot of a column, the head of a group.
struct Measure {
    enum class Kind { Sum, Average, Least, Most, Filled };
    const FieldDeclaration* field = nullptr;
    Kind kind = Kind::Sum;
};
// "sum", "average", "least", "most", "filled"; nothing for another word, or where the field's type has no such figure.
std::optional<Measure> measure_named(const FieldDeclaration& field, std::string_view kind);

struct Group {
    Value value;
    std::int64_t count = 0;
    std::vector<Value> figures;  // in the order of the measures; empty where no record has a value
};
// What gathers records: the values of a field, or the periods its values fall in; without a field all are one group.
struct Grouping {
    const FieldDeclaration* field = nullptr;
    std::vector<Value> starts;  // of the periods, in order; none to gather by the values themselves
    Value end;                  // behind the last period
};
// Counts and measures by group. Of periods each is told, by its start and also when it is empty; what lies outside is
// left out. Of values at most a thousand.
std::vector<Group> group_records(db::Connection& connection, const Query& query, const Grouping& by,
                                 const std::vector<Measure>& measures);

// One record by id, in the bin or not; nothing when absent or not permitted.
std::optional<Record> read_record(db::Connection& connection, const Object& object, const std::string& id,
                                  const Filter& permitted);
// Several at once, in no particular order.
std::vector<Record> read_records(db::Connection& connection, const Object& object, const std::vector<std::string>& ids,
                                 const Filter& permitted);

// "id, revision, …, name, name__folded": the columns of the object's table in the order of its fields (without folded
// ones).
std::string select_columns(const Object& object);
Record record_from_row(const Object& object, const db::Row& row);

}  // namespace elan
