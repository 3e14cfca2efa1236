#include "platform/db/text_index.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace elan::db::text_index {

namespace {

// More words than a person types narrow nothing, and each costs a look at the index.
constexpr std::size_t most_words = 12;

bool belongs_to_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Each word once: the index knows whether a record has a word, not how often or where.
std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    for (auto rest = text.begin(); rest != text.end();) {
        const auto start = std::find_if(rest, text.end(), belongs_to_word);
        rest = std::find_if_not(start, text.end(), belongs_to_word);
        if (start != rest) words.emplace_back(start, rest);
    }
    std::ranges::sort(words);
    const auto repeated = std::ranges::unique(words);
    words.erase(repeated.begin(), repeated.end());
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

// The words one has to look for: "mar" says nothing that "martin" does not say.
std::vector<std::string> beginnings_in(std::string_view typed) {
    auto words = words_in(typed);
    const auto implied = [](const std::string& word, const std::string& next) { return next.starts_with(word); };
    for (std::size_t index = 0; index + 1 < words.size();)
        if (implied(words[index], words[index + 1]))
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(index));
        else
            ++index;
    if (words.size() > most_words) words.resize(most_words);
    return words;
}

// FTS5 keeps, besides the words, what begins with one to six given letters; longer beginnings it merges itself before
// it answers, which takes 1 ms for every 10 000 records found. With the usual two and three letters only, "sarl" took
// 75 ms in a million records, and now 0.2 ms, for twice the work of a put. detail=none: no places of words, which
// nothing here asks for.
//
// Each object has a range of positions of its own, so that a search in one object reads nothing of the others: among a
// million contacts "mar" has 40 000 records, and looking through them for one company took 30 ms.
constexpr std::string_view sqlite_tables = R"(
    drop table if exists search_words;
    drop table if exists search_rows;
    drop table if exists search_objects;
    create table search_objects (number integer primary key, object text not null unique);
    create table search_rows (position integer primary key, object text not null, record text not null,
        unique (object, record));
    create virtual table search_words using fts5 (words, content = '', contentless_delete = 1, detail = none,
        prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 2');
)";

// GIN answers beginnings from its sorted words. The pending list of fast updates is off: a search would read all of it.
constexpr std::string_view postgres_tables = R"(
    drop table if exists search_rows;
    create table search_rows (position bigint generated always as identity primary key, object text collate "C" not null,
        record text collate "C" not null, words tsvector not null, unique (object, record));
    create index search_rows_words on search_rows using gin (words) with (fastupdate = off);
    alter table search_rows alter column words set statistics 1000;
)";

constexpr std::int64_t positions_an_object = std::int64_t{1} << 40;

// The first position of an object's range, as SQL; $1 is the object's key.
const std::string first_of_object =
    fmt::format("(select number * {} from search_objects where object = $1)", positions_an_object);

const std::string insert_row = fmt::format(
    "insert into search_rows (position, object, record) values (max({0}, coalesce((select position from search_rows "
    "where position < {0} + {1} order by position desc limit 1), 0)) + 1, $1, $2) on conflict do nothing",
    first_of_object, positions_an_object);

void put_sqlite(Connection& connection, std::string_view object, std::string_view record, const std::string& words) {
    const Values place{std::string(object), std::string(record)};
    const bool is_new = connection.execute(insert_row, place) == 1;
    const auto position = connection.first("select position from search_rows where object = $1 and record = $2", place);
    connection.execute(is_new ? "insert into search_words (rowid, words) values ($1, $2)"
                              : "insert or replace into search_words (rowid, words) values ($1, $2)",
                       Values{position, words});
}

void put_sqlite(Connection& connection, std::span<const Entry> entries) {
    std::string_view known;
    for (const auto& entry : entries) {
        if (std::exchange(known, entry.object) != entry.object)
            connection.execute("insert into search_objects (object) values ($1) on conflict do nothing",
                               Values{entry.object});
        put_sqlite(connection, entry.object, entry.record, joined(words_in(entry.text)));
    }
}

// Built word by word, because to_tsvector() would read "3e4" as a number.
void put_postgres(Connection& connection, std::span<const Entry> entries) {
    std::string rows;
    Values values;
    for (const auto& entry : entries) {
        const auto at = values.size();
        rows += fmt::format("{}(${}, ${}, array_to_tsvector(string_to_array(${}, ' ')))", at ? ", " : "", at + 1,
                            at + 2, at + 3);
        values.insert(values.end(), {entry.object, entry.record, joined(words_in(entry.text))});
    }
    connection.execute("insert into search_rows (object, record, words) values " + rows +
                           " on conflict (object, record) do update set words = excluded.words",
                       values);
}

std::string sqlite_match(const std::vector<std::string>& beginnings) {
    std::string match;
    for (const auto& word : beginnings) match += fmt::format("{}\"{}\"*", match.empty() ? "" : " AND ", word);
    return match;
}

std::string postgres_match(const std::vector<std::string>& beginnings) {
    std::string match;
    for (const auto& word : beginnings) match += fmt::format("{}'{}':*", match.empty() ? "" : " & ", word);
    return match;
}

// None: nothing of that object was ever put. Read apart, because SQLite would plan the search anew for each value of a
// parameter that is compared with a column.
std::optional<std::int64_t> first_position(Connection& connection, std::string_view object) {
    const auto number =
        connection.first("select number from search_objects where object = $1", Values{std::string(object)});
    const auto* known = std::get_if<std::int64_t>(&number);
    return known ? std::optional(*known * positions_an_object) : std::nullopt;
}

std::string add(Values& parameters, Value value) {
    parameters.push_back(std::move(value));
    return fmt::format("${}", parameters.size());
}

}  // namespace

void create(Connection& connection) { connection.script(connection.is_postgres() ? postgres_tables : sqlite_tables); }

void put(Connection& connection, std::string_view object, std::string_view record, std::string_view text) {
    const Entry entry{std::string(object), std::string(record), std::string(text)};
    put_many(connection, std::span(&entry, 1));
}

// A statement for every number of rows up to the piece would be one prepared plan each: the rest goes one by one.
void put_many(Connection& connection, std::span<const Entry> entries) {
    if (!connection.is_postgres()) return put_sqlite(connection, entries);
    constexpr std::size_t piece = 100;
    for (; entries.size() >= piece; entries = entries.subspan(piece)) put_postgres(connection, entries.first(piece));
    for (; !entries.empty(); entries = entries.subspan(1)) put_postgres(connection, entries.first(1));
}

void remove(Connection& connection, std::string_view object, std::string_view record) {
    const Values place{std::string(object), std::string(record)};
    if (!connection.is_postgres())
        connection.execute(
            "delete from search_words where rowid = "
            "(select position from search_rows where object = $1 and record = $2)",
            place);
    connection.execute("delete from search_rows where object = $1 and record = $2", place);
}

std::string match_sql(Connection& connection, const Query& query, Values& parameters) {
    const auto beginnings = beginnings_in(query.words);
    const bool postgres = connection.is_postgres();
    const auto first = postgres ? 0 : first_position(connection, query.object);
    std::string sql = "select found.record, found.position from ";
    // SQLite walks the words' list newest first and looks up the rows; "cross" keeps that order of loops.
    sql += postgres ? "search_rows found "
                    : "search_words cross join search_rows found on found.position = search_words.rowid ";
    sql += query.join;
    if (beginnings.empty() || !first) return sql + " where 1 = 0";
    if (postgres)
        sql += fmt::format(" where found.object = {} and found.words @@ {}::tsquery",
                           add(parameters, std::string(query.object)), add(parameters, postgres_match(beginnings)));
    else
        sql += fmt::format(" where search_words match {} and search_words.rowid between {} and {}",
                           add(parameters, sqlite_match(beginnings)), add(parameters, *first),
                           add(parameters, *first + positions_an_object - 1));
    if (!query.where.empty()) sql += fmt::format(" and ({})", query.where);
    sql += postgres ? " order by found.position desc" : " order by search_words.rowid desc";
    if (query.limit > 0) sql += " limit " + add(parameters, std::int64_t{query.limit});
    return sql;
}

}  // namespace elan::db::text_index
