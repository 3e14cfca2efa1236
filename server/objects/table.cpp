#include "objects/table.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "insight/text/fold.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

// Raised by hand when a table's meaning changes in a way that an older program would get wrong.
constexpr std::int64_t schema_version = 1;

struct Index {
    std::string name, definition;
};

std::vector<std::pair<std::string, db::Storage>> columns_of(const FieldDeclaration& field) {
    std::vector<std::pair<std::string, db::Storage>> columns = {{field.id, field.type->storage()}};
    if (field.has_folded_column()) columns.emplace_back(field.folded_column(), db::Storage::Text);
    return columns;
}

// The usual order of a list with what it leaves out: a page far inside a million records and their count are read from
// it alone. An index of the records outside the bin would serve too, but planners then read whole tables through it.
Index listing_index(const Object& object, bool postgres) {
    auto name = object.table() + "_listed";
    auto definition = fmt::format("create index \"{}\" on {} (created_at{}, id, deleted_at)", name, object.table(),
                                  postgres ? " asc nulls first" : "");
    return {std::move(name), std::move(definition)};
}

// A link is looked for by what it leads to, never sorted: records without it need no entry, and most have none. But
// records that nobody owns are asked for.
std::string where_linked(const Object& object, const FieldDeclaration& field) {
    const bool some = field.type->key() == "link" && &field != object.owner_field();
    return some ? fmt::format(" where \"{}\" is not null", field.id) : std::string();
}

std::vector<Index> indexes_of(const Object& object, bool postgres) {
    std::vector<Index> indexes = {listing_index(object, postgres)};
    for (const auto& field : object.fields()) {
        const auto column = field.has_folded_column() ? field.folded_column() : field.id;
        if (field.unique) {
            auto name = fmt::format("{}_{}_unique", object.table(), field.id);
            indexes.push_back(
                {name, fmt::format(
                           "create unique index \"{}\" on {} (\"{}\") where \"{}\" is not null and deleted_at is null",
                           name, object.table(), column, column)});
        } else if (field.indexed || &field == object.owner_field() || &field == object.board_field()) {
            auto name = fmt::format("{}_{}", object.table(), field.id);
            indexes.push_back({name, fmt::format("create index \"{}\" on {} (\"{}\"{}){}", name, object.table(), column,
                                                 postgres ? " asc nulls first" : "", where_linked(object, field))});
        }
    }
    return indexes;
}

struct Applied {
    std::int64_t version = 0;
    std::map<std::string, std::set<std::string>> columns;  // by table
    std::set<std::string> indexes;
};

Applied read_applied(std::string_view json) {
    Applied applied;
    if (json.empty()) return applied;
    const JsonDocument document(json);
    applied.version = document.root()["version"].get_int64().value();
    const simdjson::dom::object tables = document.root()["tables"].get_object().value();
    const simdjson::dom::array indexes = document.root()["indexes"].get_array().value();
    for (const auto [table, columns] : tables) {
        const simdjson::dom::array names = columns.get_array().value();
        for (const auto column : names) {
            applied.columns[std::string(table)].insert(std::string(column.get_string().value()));
        }
    }
    for (const auto index : indexes) {
        applied.indexes.insert(std::string(index.get_string().value()));
    }
    return applied;
}

std::string create_table(const Object& object, const db::Connection& connection) {
    std::string columns;
    for (const auto& field : object.fields()) {
        for (const auto& [name, storage] : columns_of(field)) {
            columns += fmt::format("{}\"{}\" {}{}", columns.empty() ? "" : ", ", name, connection.column_type(storage),
                                   name == "id" ? " primary key" : "");
        }
    }
    return fmt::format("create table {} ({})", object.table(), columns);
}

void add_missing_columns(const Object& object, const db::Connection& connection, const std::set<std::string>& known,
                         std::vector<std::string>& steps) {
    for (const auto& field : object.fields()) {
        for (const auto& [name, storage] : columns_of(field)) {
            if (known.contains(name)) continue;
            steps.push_back(fmt::format("alter table {} add column \"{}\" {}", object.table(), name,
                                        connection.column_type(storage)));
        }
    }
}

std::vector<std::string> column_names(const Object& object) {
    std::vector<std::string> names;
    for (const auto& field : object.fields()) {
        for (auto& [name, storage] : columns_of(field)) names.push_back(std::move(name));
    }
    return names;
}

// Columns are only ever added, so a column that this program does not know was added by a newer one.
bool made_by_newer(const Catalogue& catalogue, const Applied& applied) {
    if (applied.version > schema_version) return true;
    for (const auto& [table, columns] : applied.columns) {
        const auto known =
            std::ranges::find(catalogue.objects(), table, [](const auto& object) { return object->table(); });
        if (known == catalogue.objects().end()) return true;
        auto names = column_names(**known);
        const std::set<std::string> mine(names.begin(), names.end());
        if (!std::ranges::includes(mine, columns)) return true;
    }
    return false;
}

// The values of a row in the order of its columns: each field, with its folded form behind it.
void append_values(db::Values& values, const FieldDeclaration& field, const Value& value) {
    values.push_back(value);
    if (!field.has_folded_column()) return;
    const auto* text = std::get_if<std::string>(&value);
    values.push_back(text ? Value{fold(*text)} : Value{});
}

}  // namespace

std::string applied_schema_json(const Catalogue& catalogue, bool postgres) {
    JsonWriter out;
    out.begin_object().field("version", schema_version).key("tables").begin_object();
    for (const auto& object : catalogue.objects()) {
        out.key(object->table()).begin_array();
        for (const auto& name : column_names(*object)) out.text(name);
        out.end_array();
    }
    out.end_object().key("indexes").begin_array();
    for (const auto& object : catalogue.objects()) {
        for (const auto& index : indexes_of(*object, postgres)) out.text(index.name);
    }
    out.end_array().end_object();
    return out.take();
}

std::vector<std::string> schema_steps(const Catalogue& catalogue, std::string_view applied_json,
                                      const db::Connection& connection) {
    const auto applied = read_applied(applied_json);
    refuse_if(made_by_newer(catalogue, applied),
              "Cette base a été ouverte par une version plus récente d’Élan. Installez cette version ou restaurez une "
              "sauvegarde.");
    std::vector<std::string> steps;
    auto dropped = applied.indexes;
    for (const auto& object : catalogue.objects()) {
        const auto known = applied.columns.find(object->table());
        if (known == applied.columns.end()) {
            steps.push_back(create_table(*object, connection));
        } else {
            add_missing_columns(*object, connection, known->second, steps);
        }
        for (auto& index : indexes_of(*object, connection.is_postgres())) {
            if (dropped.erase(index.name) == 0) steps.push_back(std::move(index.definition));
        }
    }
    for (const auto& name : dropped) steps.push_back(fmt::format("drop index if exists \"{}\"", name));
    return steps;
}

void apply_schema(db::Connection& connection, const Catalogue& catalogue) {
    const auto stored = connection.first("select value from settings where name = 'schema'");
    const auto* applied = std::get_if<std::string>(&stored);
    for (const auto& step : schema_steps(catalogue, applied ? *applied : std::string(), connection))
        connection.script(step);
    connection.execute(
        "insert into settings (name, value) values ('schema', $1) on conflict (name) do update set value = "
        "excluded.value",
        db::Values{applied_schema_json(catalogue, connection.is_postgres())});
}

void insert_record(db::Connection& connection, const Record& record) {
    const auto& object = record.object();
    db::Values values;
    for (std::size_t i = 0; i < object.fields().size(); ++i) append_values(values, object.fields()[i], record.value(i));
    std::string columns, places;
    for (const auto& name : column_names(object)) {
        columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", name);
    }
    for (std::size_t i = 1; i <= values.size(); ++i) places += fmt::format("{}${}", i == 1 ? "" : ", ", i);
    connection.execute(fmt::format("insert into {} ({}) values ({})", object.table(), columns, places), values);
}

void insert_records(db::Connection& connection, std::span<const Record> records) {
    if (records.empty()) return;
    const auto& object = records.front().object();
    const auto columns = column_names(object);
    db::Values values;
    values.reserve(columns.size() * records.size());
    for (const auto& record : records) {
        for (std::size_t i = 0; i < object.fields().size(); ++i)
            append_values(values, object.fields()[i], record.value(i));
    }
    connection.insert_many(object.table(), columns, values);
}

void update_record(db::Connection& connection, const Record& record, const std::vector<std::size_t>& positions) {
    const auto& object = record.object();
    db::Values values;
    std::string assignments;
    auto assign = [&](std::size_t index) {
        const auto before = values.size();
        append_values(values, object.fields()[index], record.value(index));
        auto place = before;
        for (const auto& [name, storage] : columns_of(object.fields()[index])) {
            assignments += fmt::format("{}\"{}\" = ${}", assignments.empty() ? "" : ", ", name, ++place);
        }
    };
    assign(object.revision.index);
    assign(object.updated_at.index);
    for (const auto index : positions) assign(index);
    values.emplace_back(record.id());
    connection.execute(fmt::format("update {} set {} where id = ${}", object.table(), assignments, values.size()),
                       values);
}

}  // namespace elan
