#include "api/export.hpp"

#include <fmt/format.h>

#include "api/api.hpp"
#include "api/list_query.hpp"
#include "api/record_json.hpp"
#include "insight/text/french_dates.hpp"
#include "platform/files/csv_writer.hpp"
#include "platform/files/xlsx_writer.hpp"
#include "platform/http/spool.hpp"

namespace elan::api {

namespace {

using http::Request;
using http::Response;

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

// Hands over the records of a query, page by page, with the titles of what each page links to.
void each_page(Session& session, Query query,
               const std::function<void(const std::vector<Record>&, const std::map<std::string, std::string>&)>& take) {
    query.limit = 500;
    do {
        const auto page = session.list(query, Act::Export);
        const auto titles = session.linked_titles(page.records);
        take(page.records, {titles.begin(), titles.end()});
        query.after = page.next;
    } while (!query.after.empty());
}

// A linked record stands in the file by its title, as people know it.
std::string shown(const FieldDeclaration& field, const Value& value, const std::map<std::string, std::string>& titles) {
    if (field.target.empty()) return field.type->show(field, value);
    std::string text;
    const auto held =
        field.type->comparison() == Comparison::Set ? split_set(value) : std::vector{field.type->show(field, value)};
    for (const auto& id : held) {
        const auto title = titles.find(id);
        if (title != titles.end()) text += (text.empty() ? "" : ", ") + title->second;
    }
    return text;
}

std::vector<std::string> labels(const Object& object, const std::vector<std::size_t>& fields) {
    std::vector<std::string> out;
    for (const auto index : fields) out.push_back(object.fields()[index].label.fr);
    return out;
}

files::SheetCell sheet_cell(const FieldDeclaration& field, const Value& value,
                            const std::map<std::string, std::string>& titles, const std::string& zone) {
    if (is_empty(value)) return {};
    // A day and a moment say so by what they answer about days.
    const auto start = field.type->start_of_day("2026-01-01", zone);
    if (std::holds_alternative<std::string>(start)) return files::SheetDay{std::get<std::string>(value)};
    if (std::holds_alternative<std::int64_t>(start)) {
        const auto moment = std::get<std::int64_t>(value);
        const auto day = local_day(moment, zone);
        return files::SheetMoment{day_number(day) * day_ms + (moment - local_moment(day, 0, 0, zone))};
    }
    if (const auto* real = std::get_if<double>(&value)) return *real;
    if (field.type->comparison() == Comparison::Order) {
        const auto whole = static_cast<double>(std::get<std::int64_t>(value));
        return field.type->key() == "money" ? whole / 100 : whole;
    }
    return shown(field, value, titles);
}

}  // namespace

void export_csv(Session& session, const Query& query, const std::vector<std::size_t>& fields,
                const std::function<void(std::string_view)>& write) {
    files::CsvWriter csv(write);
    csv.write(labels(*query.object, fields));
    each_page(session, query, [&](const auto& records, const auto& titles) {
        std::vector<std::string> cells(fields.size());
        for (const auto& record : records) {
            for (std::size_t i = 0; i < fields.size(); ++i)
                cells[i] = shown(query.object->fields()[fields[i]], record.value(fields[i]), titles);
            csv.write(cells);
        }
    });
    csv.finish();
}

void export_json(Session& session, const Query& query, const std::vector<std::size_t>& fields,
                 const std::function<void(std::string_view)>& write) {
    bool first = true;
    write("[");
    each_page(session, query, [&](const auto& records, const auto&) {
        for (const auto& record : records) {
            JsonWriter out;
            out.begin_object();
            for (const auto index : fields) {
                out.key(query.object->fields()[index].key);
                write_value(out, query.object->fields()[index], record.value(index));
            }
            out.end_object();
            write(first ? "\n" : ",\n");
            write(out.str());
            first = false;
        }
    });
    write("\n]\n");
}

void export_xlsx(Session& session, const Query& query, const std::vector<std::size_t>& fields,
                 const std::filesystem::path& file) {
    files::XlsxWriter sheet(file, query.object->plural().fr, labels(*query.object, fields));
    const auto& zone = session.actor().time_zone;
    each_page(session, query, [&](const auto& records, const auto& titles) {
        std::vector<files::SheetCell> cells(fields.size());
        for (const auto& record : records) {
            for (std::size_t i = 0; i < fields.size(); ++i)
                cells[i] = sheet_cell(query.object->fields()[fields[i]], record.value(fields[i]), titles, zone);
            sheet.write(cells);
        }
    });
    sheet.finish();
}

void create_export_table(db::Connection& connection) {
    const auto integer = connection.column_type(db::Storage::Integer), text = connection.column_type(db::Storage::Text);
    connection.script(fmt::format(
        "create table if not exists exports (id {1} primary key, at {0} not null, actor {1} not null, object {1} not "
        "null, "
        "records {0} not null, format {1} not null);create index if not exists exports_actor on exports (actor, at);",
        integer, text));
}

void note_export(Session& session, const Object& object, std::int64_t count, std::string_view format,
                 std::int64_t exports_a_day) {
    const auto now = session.now_ms();
    session.workspace().database().write([&](db::Connection& connection) {
        const auto today = connection.first_integer("select count(*) from exports where actor = $1 and at > $2",
                                                    db::Values{session.actor().user_id, now - day_ms});
        if (exports_a_day > 0 && today >= exports_a_day)
            refuse_for_now(Problem::SlowDown, "Vous avez atteint la limite d’exports de la journée. Réessayez demain.",
                           3600, "slow_down");
        connection.execute(
            "insert into exports (id, at, actor, object, records, format) values ($1, $2, $3, $4, $5, $6)",
            db::Values{session.workspace().new_id(), now, session.actor().user_id, object.key(), count,
                       std::string(format)});
    });
}

namespace {

Response answer_export(const Limits& limits, Session& session, Request& request) {
    const auto& object = object_at(session, request);
    if (session.actor().scope(object, Act::Export) == Scope::None)
        refuse(Problem::Forbidden, "Vos droits ne permettent pas d’exporter cette liste.");
    const auto format = std::string(request.query["format"].empty() ? "csv" : request.query["format"]);
    if (format != "csv" && format != "xlsx" && format != "json") refuse({{"format", "Choisissez csv, xlsx ou json."}});
    const auto query = list_query(session, object, request);
    const auto fields = VisibleFields(session, object, request.query["fields"]).indexes();
    note_export(session, object, session.count(query, Act::Export), format, limits.allowances.exports_per_day);

    const auto name = object.path() + '.' + format;
    if (format == "xlsx") {
        // Made in a file of its own, which goes when the answer was sent.
        const auto file =
            std::filesystem::temp_directory_path() / ("elan-export-" + session.workspace().new_id() + ".xlsx");
        export_xlsx(session, query, fields, file);
        auto keep = std::shared_ptr<const void>(nullptr, [file](const void*) { std::filesystem::remove(file); });
        return Response::file({.path = file, .keep = std::move(keep)}, name,
                              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }
    const auto write_all = format == "csv" ? export_csv : export_json;
    return Response::stream(
        [workspace = &session.workspace(), actor = session.actor(), query, fields, write_all](http::Sink& sink) {
            Session exporting(*workspace, actor);
            write_all(exporting, query, fields, [&](std::string_view bytes) { sink.write(bytes); });
        },
        name, format == "csv" ? "text/csv" : "application/json");
}

}  // namespace

void add_export_routes(Parts& parts) {
    add_route(parts, http::Method::Get, "/api/v1/{path}/export", "export_records", Policy::SignedIn,
              [&parts](Session& session, Request& request) { return answer_export(parts.limits, session, request); });
}

}  // namespace elan::api
