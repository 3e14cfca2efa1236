#include "api/import/import.hpp"

#include <fmt/format.h>

namespace elan::imports {

namespace {

constexpr std::string_view columns_read =
    "id, owner, file_name, state, mapping, rows_in_all, done, created, updated, unchanged, rejected, created_at, "
    "started_at, finished_at, failure";

Import import_from_row(const db::Row& row);

db::Values stored(const Import& import) {
    const auto& counts = import.counts;
    return {import.id,       import.owner,      import.file_name,  import.state,       mapping_json(import.mapping),
            counts.rows,     counts.done,       counts.created,    counts.updated,     counts.unchanged,
            counts.rejected, import.created_at, import.started_at, import.finished_at, import.failure};
}

std::string_view member(Json json, std::string_view name) { return text_member(json, name); }

Mapping mapping_from(Json json) {
    Mapping mapping;
    mapping.object = member(json, "object");
    bool yes = false;
    if (!json["update_known"].get_bool().get(yes)) mapping.update_known = yes;
    if (!json["skip_bad_cells"].get_bool().get(yes)) mapping.skip_bad_cells = yes;
    simdjson::dom::array columns;
    if (!json["columns"].get_array().get(columns)) {
        for (const auto column : columns) {
            const auto index = static_cast<std::size_t>(column["index"].get_int64().value());
            mapping.columns[index] = {std::string(member(column, "object")), std::string(member(column, "field")),
                                      std::string(member(column, "part"))};
        }
    }
    simdjson::dom::object members;
    if (!json["keys"].get_object().get(members)) {
        for (const auto [object, field] : members)
            mapping.keys[std::string(object)] = std::string(field.get_string().value());
    }
    if (!json["values"].get_object().get(members)) {
        for (const auto [field, pairs] : members) {
            const simdjson::dom::object meant = pairs.get_object().value();
            for (const auto [from, to] : meant)
                mapping.values[std::string(field)][std::string(from)] = std::string(to.get_string().value());
        }
    }
    if (const auto sheet = member(json, "sheet"); !sheet.empty()) mapping.choices.sheet = std::string(sheet);
    if (const auto separator = member(json, "separator"); !separator.empty())
        mapping.choices.separator = separator.front();
    if (!json["day_first"].get_bool().get(yes)) mapping.choices.day_first = yes;
    std::int64_t number = 0;
    if (!json["header_row"].get_int64().get(number)) mapping.choices.header_row = static_cast<std::uint64_t>(number);
    if (!json["encoding"].get_int64().get(number)) mapping.choices.encoding = static_cast<files::Encoding>(number);
    return mapping;
}

Import import_from_row(const db::Row& row) {
    const JsonDocument mapping(row.text(4));
    return {.id = std::string(row.text(0)),
            .owner = std::string(row.text(1)),
            .file_name = std::string(row.text(2)),
            .state = std::string(row.text(3)),
            .mapping = mapping_from(mapping.root()),
            .counts = {row.integer(5), row.integer(6), row.integer(7), row.integer(8), row.integer(9), row.integer(10)},
            .created_at = row.integer(11),
            .started_at = row.integer(12),
            .finished_at = row.integer(13),
            .failure = std::string(row.text(14))};
}

}  // namespace

void create_import_tables(db::Connection& connection) {
    connection.script(fmt::format(
        R"(
create table if not exists imports (
    id {text} primary key, owner {text} not null, file_name {text} not null, state {text} not null, mapping {text} not null,
    rows_in_all {integer} not null, done {integer} not null, created {integer} not null, updated {integer} not null,
    unchanged {integer} not null, rejected {integer} not null, created_at {integer} not null, started_at {integer} not null,
    finished_at {integer} not null, failure {text} not null);
create table if not exists import_rows (
    import {text} not null, row_number {integer} not null, cells {text} not null, reason {text} not null, primary key (import, row_number));
create table if not exists import_commits (import {text} not null, commit_number {integer} not null, primary key (import, commit_number));
)",
        fmt::arg("integer", connection.column_type(db::Storage::Integer)),
        fmt::arg("text", connection.column_type(db::Storage::Text))));
}

std::filesystem::path file_of(Workspace& workspace, const std::string& id) {
    return workspace.folder() / "imports" / id;
}

void insert_import(db::Connection& connection, const Import& import) {
    connection.execute(
        fmt::format("insert into imports ({}) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)",
                    columns_read),
        stored(import));
}

void update_import(db::Connection& connection, const Import& import) {
    auto values = stored(import);
    values.erase(values.begin() + 1, values.begin() + 3);
    connection.execute(
        "update imports set state = $2, mapping = $3, rows_in_all = $4, done = $5, created = $6, updated = $7, "
        "unchanged = $8, rejected = $9, created_at = $10, "
        "started_at = $11, finished_at = $12, failure = $13 where id = $1",
        values);
}

std::optional<Import> find_import(db::Connection& connection, const std::string& id) {
    std::optional<Import> found;
    connection.query(fmt::format("select {} from imports where id = $1", columns_read), db::Values{id},
                     [&](const db::Row& row) { found = import_from_row(row); });
    return found;
}

std::vector<Import> imports_of(db::Connection& connection, const std::string& owner) {
    std::vector<Import> found;
    connection.query(
        fmt::format("select {} from imports where owner = $1 or $1 = '' order by created_at desc limit 200",
                    columns_read),
        db::Values{owner}, [&](const db::Row& row) { found.push_back(import_from_row(row)); });
    return found;
}

std::vector<std::string> running_imports(db::Connection& connection) {
    std::vector<std::string> ids;
    connection.query("select id from imports where state = 'running' order by started_at", {},
                     [&](const db::Row& row) { ids.emplace_back(row.text(0)); });
    return ids;
}

std::vector<std::int64_t> commits_of(db::Connection& connection, const std::string& id) {
    std::vector<std::int64_t> commits;
    connection.query("select commit_number from import_commits where import = $1 order by commit_number",
                     db::Values{id}, [&](const db::Row& row) { commits.push_back(row.integer(0)); });
    return commits;
}

void note_batch(db::Connection& connection, const Import& import, std::int64_t done_before, std::int64_t commit,
                const std::vector<RejectedRow>& rejected) {
    const auto now = find_import(connection, import.id);
    if (!now || now->state != "running" || now->counts.done != done_before) throw TakenOver();
    update_import(connection, import);
    if (commit != 0)
        connection.execute("insert into import_commits (import, commit_number) values ($1, $2)",
                           db::Values{import.id, commit});
    for (const auto& row : rejected) {
        JsonWriter cells;
        cells.begin_array();
        for (const auto& cell : row.cells) cells.text(cell);
        cells.end_array();
        connection.execute("insert into import_rows (import, row_number, cells, reason) values ($1, $2, $3, $4)",
                           db::Values{import.id, row.row, cells.take(), row.reason});
    }
}

void each_rejected(db::Connection& connection, const std::string& id,
                   const std::function<void(const RejectedRow&)>& take) {
    connection.query("select row_number, cells, reason from import_rows where import = $1 order by row_number",
                     db::Values{id}, [&](const db::Row& row) {
                         RejectedRow rejected{.row = row.integer(0), .cells = {}, .reason = std::string(row.text(2))};
                         const JsonDocument cells(row.text(1));
                         const simdjson::dom::array items = cells.root().get_array().value();
                         for (const auto cell : items) rejected.cells.emplace_back(cell.get_string().value());
                         take(rejected);
                     });
}

std::string mapping_json(const Mapping& mapping) {
    JsonWriter out;
    out.begin_object()
        .field("object", mapping.object)
        .field("update_known", mapping.update_known)
        .field("skip_bad_cells", mapping.skip_bad_cells);
    out.key("columns").begin_array();
    for (const auto& [index, target] : mapping.columns) {
        out.begin_object()
            .field("index", index)
            .field("object", target.object)
            .field("field", target.field)
            .field("part", target.part)
            .end_object();
    }
    out.end_array().key("keys").begin_object();
    for (const auto& [object, field] : mapping.keys) out.field(object, field);
    out.end_object().key("values").begin_object();
    for (const auto& [field, pairs] : mapping.values) {
        out.key(field).begin_object();
        for (const auto& [from, to] : pairs) out.field(from, to);
        out.end_object();
    }
    out.end_object();
    if (mapping.choices.sheet) out.field("sheet", *mapping.choices.sheet);
    if (mapping.choices.separator) out.field("separator", std::string(1, *mapping.choices.separator));
    if (mapping.choices.day_first) out.field("day_first", *mapping.choices.day_first);
    if (mapping.choices.header_row) out.field("header_row", *mapping.choices.header_row);
    if (mapping.choices.encoding) out.field("encoding", static_cast<std::int64_t>(*mapping.choices.encoding));
    out.end_object();
    return out.take();
}

}  // namespace elan::imports
