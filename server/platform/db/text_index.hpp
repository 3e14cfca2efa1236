#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"

// Finds records by the beginnings of their words, in any order: "mar dup" finds "dupont martine". The index is derived:
// it can be dropped and filled again at any time. It keeps words, not texts. Callers pass folded text: lower case
// without accents; whatever is not a-z or 0-9 separates words.
namespace elan::db::text_index {

struct Entry {
    std::string object;
    std::string record;
    std::string text;
};

// Creates the empty index, or empties the one that is there.
void create(Connection& connection);

// What was known of a record is replaced; a record keeps the place in time it got when it was first put.
void put(Connection& connection, std::string_view object, std::string_view record, std::string_view text);
void put_many(Connection& connection, std::span<const Entry> entries);
void remove(Connection& connection, std::string_view object, std::string_view record);

// What is searched. `join` and `where` are the caller's SQL, the permission predicate above all: they may name the
// column found.record, and stand inside so that the limit counts only what the person may see. Their
// parameters are numbered from $1 in the `parameters` given to match_sql.
struct Query {
    std::string_view words;   // folded, as typed
    std::string_view object;  // its key
    std::string join;         // "join contact on contact.id = found.record", or empty
    std::string where;        // a condition, or empty
    int limit = 50;           // 0: all
};

// A statement, to run alone or to stand in parentheses, answering (record, position), newest first. It appends
// its own values to `parameters`. Without a single word it answers nothing.
std::string match_sql(Connection& connection, const Query& query, Values& parameters);

}  // namespace elan::db::text_index
