#include "objects/query.hpp"

#include <fmt/format.h>

#include "objects/cursor.hpp"
#include "platform/db/text_index.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

// The columns a sort key stands for: folded text sorts by its folded form, then as written.
std::vector<SortColumn> sort_columns(const Query& query) {
    std::vector<SortColumn> columns;
    for (const auto& key : query.sort) {
        const auto& field = query.object->fields()[key.field];
        if (field.has_folded_column()) columns.push_back({field.folded_column(), key.descending});
        columns.push_back({field.id, key.descending});
    }
    const bool last_descends = !query.sort.empty() && query.sort.back().descending;
    columns.push_back({"id", last_descends});
    return columns;
}

std::string order_by(const std::vector<SortColumn>& columns, bool postgres) {
    std::string text;
    for (const auto& column : columns) {
        text += fmt::format("{}t.\"{}\" {}", text.empty() ? "" : ", ", column.name, column.descending ? "desc" : "asc");
        // Empty is smallest, as SQLite has it.
        if (postgres && column.name != "id") text += column.descending ? " nulls last" : " nulls first";
    }
    return text;
}

std::string where(db::Connection& connection, const Query& query, db::Values& parameters) {
    auto text = fmt::format("t.deleted_at is {}null", query.bin ? "not " : "");
    for (const auto* filter : {&query.filter, &query.permitted}) {
        if (!filter->is_everything())
            text += fmt::format(" and ({})", filter_sql(*query.object, *filter, parameters, "t"));
    }
    if (!query.words.empty()) {
        const auto found = db::text_index::match_sql(
            connection, {.words = query.words, .object = query.object->key(), .join = {}, .where = {}, .limit = 0},
            parameters);
        text += fmt::format(" and t.id in (select record from ({}) known)", found);
    }
    return text;
}

std::string quoted_columns(const Object& object, std::string_view alias) {
    std::string text;
    for (const auto& field : object.fields()) {
        text += fmt::format("{}{}.\"{}\"", text.empty() ? "" : ", ", alias, field.id);
    }
    return text;
}

}  // namespace

std::string select_columns(const Object& object) { return quoted_columns(object, "t"); }

Record record_from_row(const Object& object, const db::Row& row) {
    std::vector<Value> values(object.fields().size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = row.value(static_cast<int>(i));
    return Record::stored(object, std::move(values));
}

RecordPage run_query(db::Connection& connection, const Query& query) {
    const auto columns = sort_columns(query);
    db::Values parameters;
    auto condition = where(connection, query, parameters);
    if (!query.after.empty()) condition += " and " + after_cursor(columns, query.after, parameters);
    parameters.emplace_back(std::int64_t{query.limit} + 1);

    // The sort columns stand after the record's own, for the cursor of the last row.
    std::string sorted_by;
    for (const auto& column : columns) sorted_by += fmt::format(", t.\"{}\"", column.name);
    const auto sql =
        fmt::format("select {}{} from {} t where {} order by {} limit ${}", select_columns(*query.object), sorted_by,
                    query.object->table(), condition, order_by(columns, connection.is_postgres()), parameters.size());
    RecordPage page;
    std::vector<Value> last;
    const auto fields = static_cast<int>(query.object->fields().size());
    connection.query(sql, parameters, [&](const db::Row& row) {
        if (static_cast<int>(page.records.size()) == query.limit) {
            page.next = cursor_of(columns, last);
            return;
        }
        page.records.push_back(record_from_row(*query.object, row));
        last.clear();
        for (int i = fields; i < row.size(); ++i) last.push_back(row.value(i));
    });
    return page;
}

std::int64_t count_records(db::Connection& connection, const Query& query) {
    db::Values parameters;
    const auto condition = where(connection, query, parameters);
    return connection.first_integer(fmt::format("select count(*) from {} t where {}", query.object->table(), condition),
                                    parameters);
}

std::vector<Group> group_records(db::Connection& connection, const Query& query, const FieldDeclaration& by,
                                 const FieldDeclaration* sum) {
    db::Values parameters;
    const auto condition = where(connection, query, parameters);
    const auto total = sum ? fmt::format("cast(coalesce(sum(t.\"{}\"), 0) as bigint)", sum->id) : "0";
    std::vector<Group> groups;
    connection.query(
        fmt::format(
            "select t.\"{0}\", count(*), {1} from {2} t where {3} group by t.\"{0}\" order by t.\"{0}\" limit 1000",
            by.id, total, query.object->table(), condition),
        parameters, [&](const db::Row& row) {
            groups.push_back({.value = row.value(0), .count = row.integer(1), .sum = row.integer(2)});
        });
    return groups;
}

std::optional<Record> read_record(db::Connection& connection, const Object& object, const std::string& id,
                                  const Filter& permitted) {
    db::Values parameters{id};
    std::string condition = "t.id = $1";
    if (!permitted.is_everything())
        condition += fmt::format(" and ({})", filter_sql(object, permitted, parameters, "t"));
    std::optional<Record> found;
    connection.query(fmt::format("select {} from {} t where {}", select_columns(object), object.table(), condition),
                     parameters, [&](const db::Row& row) { found = record_from_row(object, row); });
    return found;
}

std::vector<Record> read_records(db::Connection& connection, const Object& object, const std::vector<std::string>& ids,
                                 const Filter& permitted) {
    constexpr std::size_t slice = 500;
    std::vector<Record> found;
    for (std::size_t start = 0; start < ids.size(); start += slice) {
        const auto end = std::min(ids.size(), start + slice);
        db::Values parameters(ids.begin() + static_cast<std::ptrdiff_t>(start),
                              ids.begin() + static_cast<std::ptrdiff_t>(end));
        std::string places;
        for (std::size_t i = 1; i <= parameters.size(); ++i) places += fmt::format("{}${}", i == 1 ? "" : ", ", i);
        auto condition = fmt::format("t.id in ({})", places);
        if (!permitted.is_everything())
            condition += fmt::format(" and ({})", filter_sql(object, permitted, parameters, "t"));
        connection.query(fmt::format("select {} from {} t where {}", select_columns(object), object.table(), condition),
                         parameters, [&](const db::Row& row) { found.push_back(record_from_row(object, row)); });
    }
    return found;
}

}  // namespace elan
