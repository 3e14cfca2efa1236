#include "changes/log.hpp"

#include <fmt/format.h>

#include "changes/chain.hpp"

namespace elan {

namespace {

constexpr std::string_view line_columns =
    "l.position, l.commit_number, c.at, c.author, c.way, c.action, l.object, l.record, l.created, l.erased, l.changes";

Change line_from_row(const db::Row& row) {
    return {.position = row.integer(0),
            .commit = row.integer(1),
            .at = row.integer(2),
            .author = std::string(row.text(3)),
            .way = std::string(row.text(4)),
            .action = std::string(row.text(5)),
            .object = std::string(row.text(6)),
            .record = std::string(row.text(7)),
            .created = row.integer(8) != 0,
            .erased = row.integer(9) != 0,
            .fields = row.is_null(10) ? std::vector<FieldChange>{} : parse_changes(row.text(10))};
}

// The lines of commit $1: those between the last line of the commit before it and its own last, found without an index.
constexpr std::string_view lines_of_commit =
    "l.position > coalesce((select last_position from commits where number < $1 order by number desc limit 1), 0) "
    "and l.position <= (select last_position from commits where number = $1)";

std::vector<Change> lines(db::Connection& connection, std::string_view condition, const db::Values& parameters) {
    std::vector<Change> found;
    connection.query(
        fmt::format("select {} from log l join commits c on c.number = l.commit_number {}", line_columns, condition),
        parameters, [&](const db::Row& row) { found.push_back(line_from_row(row)); });
    return found;
}

// A whole one keeps a point: read back as an integer it would be a value of another type.
std::string real_text(double held) {
    auto text = fmt::format("{}", held);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

void write_value(JsonWriter& out, const Value& value) {
    std::visit(
        [&](const auto& held) {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>) {
                out.null();
            } else if constexpr (std::is_same_v<Held, std::int64_t>) {
                out.integer(held);
            } else if constexpr (std::is_same_v<Held, double>) {
                out.raw(real_text(held));
            } else {
                out.text(held);
            }
        },
        value);
}

Value read_value(Json json) {
    switch (json.type()) {
        case simdjson::dom::element_type::INT64:
            return json.get_int64().value();
        case simdjson::dom::element_type::UINT64:
            return static_cast<std::int64_t>(json.get_uint64().value());
        case simdjson::dom::element_type::DOUBLE:
            return json.get_double().value();
        case simdjson::dom::element_type::STRING:
            return std::string(json.get_string().value());
        default:
            return {};
    }
}

}  // namespace

std::vector<Change> read_log(db::Connection& connection, std::int64_t after, int limit) {
    return lines(connection, "where l.position > $1 order by l.position limit $2", {after, std::int64_t{limit}});
}

std::vector<Change> record_history(db::Connection& connection, std::string_view record, std::int64_t before,
                                   int limit) {
    const std::int64_t below = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
    return lines(connection, "where l.record = $1 and l.position < $2 order by l.position desc limit $3",
                 {std::string(record), below, std::int64_t{limit}});
}

std::vector<Change> commit_changes(db::Connection& connection, std::int64_t commit) {
    return lines(connection, fmt::format("where {} order by l.position", lines_of_commit), {commit});
}

std::int64_t last_position(db::Connection& connection) {
    return connection.first_integer("select last_position from commits order by number desc limit 1");
}

std::string changes_json(const std::vector<FieldChange>& fields) {
    JsonWriter out;
    out.begin_object();
    for (const auto& change : fields) {
        out.key(change.field).begin_array();
        write_value(out, change.before);
        write_value(out, change.after);
        out.end_array();
    }
    out.end_object();
    return out.take();
}

std::vector<FieldChange> parse_changes(std::string_view json) {
    std::vector<FieldChange> fields;
    const JsonDocument document(json);
    const simdjson::dom::object members = document.root().get_object().value();
    for (const auto [name, pair] : members) {
        const simdjson::dom::array both = pair.get_array().value();
        fields.push_back({.field = std::string(name),
                          .before = read_value(both.at(0).value()),
                          .after = read_value(both.at(1).value())});
    }
    return fields;
}

std::vector<std::string> audit_complaints(db::Connection& connection, const std::string& chain_key,
                                          const std::function<void(std::int64_t)>& progress) {
    return ChainCheck(chain_key, progress).run(connection);
}

}  // namespace elan
