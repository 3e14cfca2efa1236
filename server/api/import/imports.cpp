// The import wizard's routes.
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include <array>
#include <fstream>

#include "api/api.hpp"
#include "api/import/proposal.hpp"
#include "api/import/runner.hpp"
#include "changes/undo.hpp"
#include "insight/text/fold.hpp"
#include "platform/files/csv_writer.hpp"
#include "platform/http/spool.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;
using imports::Import;
using imports::Mapping;

constexpr std::size_t rows_looked_at = 50;
constexpr std::size_t commits_a_slice = 10;

// Only whoever brought the file, or who manages the settings, sees an import.
Import import_at(Session& session, const Request& request) {
    std::optional<Import> found;
    session.workspace().database().read([&](db::Connection& connection) {
        found = imports::find_import(connection, std::string(request.names["id"]));
    });
    const bool mine = found && (found->owner == session.actor().user_id || session.actor().may(Duty::ManageSettings));
    if (!mine) refuse(Problem::NotFound, "Cet import n’existe pas.");
    return *found;
}

void save(Session& session, const Import& import) {
    session.workspace().database().write(
        [&](db::Connection& connection) { imports::update_import(connection, import); });
}

std::vector<std::vector<std::string>> first_rows(const std::filesystem::path& file, const files::TableShape& shape) {
    std::vector<std::vector<std::string>> rows;
    files::TableReader reader(file, shape);
    files::Row row;
    while (rows.size() < rows_looked_at && reader.next(row)) rows.push_back(row.cells);
    return rows;
}

void write_shape(JsonWriter& out, const Import& import, const files::TableShape& shape) {
    const bool csv = shape.kind == files::TableKind::Csv;
    out.key("file").begin_object().field("name", import.file_name).field("kind", csv ? "csv" : "xlsx");
    out.field("encoding", csv ? files::name_of(shape.encoding) : std::string_view())
        .field("separator", csv ? std::string(1, shape.dialect.separator) : std::string());
    out.field("decimal", std::string(1, shape.decimal_mark))
        .field("date_order", shape.day_first ? "day_first" : "month_first");
    out.field("sheet", shape.sheet)
        .field("header_row", shape.header_row)
        .field("rows", shape.rows)
        .field("rows_are_counted", shape.rows_are_counted);
    out.key("sheets").begin_array();
    for (const auto& sheet : shape.sheets) out.text(sheet);
    out.end_array().end_object();
}

void write_target(JsonWriter& out, const imports::Target& target) {
    out.begin_object()
        .field("object", target.object)
        .field("field", target.part.empty() ? target.field : target.field + '.' + target.part)
        .end_object();
}

Response describe(Session& session, const Import& import, int status) {
    const auto file = imports::file_of(session.workspace(), import.id);
    const auto shape = files::detect_table(file, import.mapping.choices);
    const auto samples = first_rows(file, shape);
    JsonWriter out;
    out.begin_object().field("id", import.id).field("state", import.state);
    write_shape(out, import, shape);
    out.key("columns").begin_array();
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        out.begin_object().field("index", i).field("name", shape.columns[i]).key("samples").begin_array();
        int shown = 0;
        for (const auto& row : samples) {
            if (shown < 4 && i < row.size() && !row[i].empty()) {
                out.text(first_graphemes(row[i], 60));
                ++shown;
            }
        }
        out.end_array().key("proposal");
        const auto target = import.mapping.columns.find(i);
        target == import.mapping.columns.end() ? out.null() : (write_target(out, target->second), out);
        out.end_object();
    }
    out.end_array().key("objects").begin_array();
    for (const auto& object : session.catalogue().objects()) {
        if (session.actor().scope(*object, Act::Import) != Scope::None) out.text(object->key());
    }
    out.end_array().key("options").begin_object().field("object", import.mapping.object).key("key").begin_object();
    for (const auto& [object, field] : import.mapping.keys) out.field(object, field);
    out.end_object()
        .field("on_match", import.mapping.update_known ? "update" : "skip")
        .field("on_bad_cell", import.mapping.skip_bad_cells ? "skip_cell" : "reject");
    out.end_object().key("warnings").begin_array();
    for (const auto& warning : shape.warnings) out.text(warning);
    if (!shape.date_order_is_sure)
        out.text("Les dates peuvent se lire de deux façons : vérifiez si le jour vient avant le mois.");
    out.end_array().end_object();
    return Response::json(out.take(), status);
}

bool may_import_something(const Session& session) {
    return std::ranges::any_of(session.catalogue().objects(), [&](const auto& object) {
        return session.actor().scope(*object, Act::Import) != Scope::None;
    });
}

Response receive(Session& session, Request& request) {
    if (!may_import_something(session)) refuse(Problem::Forbidden, "Vos droits ne permettent pas d’importer.");
    auto name = first_graphemes(nfc(request.query["name"]), 200);
    if (name.empty()) name = "import.csv";
    Import import{.id = session.workspace().new_id(),
                  .owner = session.actor().user_id,
                  .file_name = name,
                  .state = "ready",
                  .created_at = session.now_ms()};
    const auto file = imports::file_of(session.workspace(), import.id);
    std::filesystem::create_directories(file.parent_path());
    {
        std::ofstream out(file, std::ios::binary);
        const auto bytes = request.whole_body();
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!out.flush()) refuse(Problem::StorageFull, "Il n’y a plus assez de place pour ce fichier.");
    }
    try {
        const auto shape = files::detect_table(file);
        import.counts.rows = static_cast<std::int64_t>(shape.rows);
        import.mapping =
            imports::propose(session, shape, first_rows(file, shape), std::string(request.query["object"]));
    } catch (...) {
        std::filesystem::remove(file);
        throw;
    }
    session.workspace().database().write(
        [&](db::Connection& connection) { imports::insert_import(connection, import); });
    return describe(session, import, 201);
}

Response configure(Session& session, Request& request) {
    auto import = import_at(session, request);
    refuse_if(import.state != "ready", "Cet import a déjà commencé.");
    const auto body = json_body(request);
    import.mapping = imports::read_mapping(session, body.root(), import.mapping);
    save(session, import);
    return describe(session, import, 200);
}

std::string_view outcome_key(imports::RowOutcome outcome) {
    static constexpr std::array<std::string_view, 4> keys = {"created", "updated", "unchanged", "rejected"};
    return keys[static_cast<std::size_t>(outcome)];
}

Response preview(Session& session, Request& request) {
    const auto import = import_at(session, request);
    const auto rehearsal = imports::rehearse(session, import);
    JsonWriter out;
    out.begin_object().field("rows", rehearsal.counts.rows).key("would_create").begin_object();
    for (const auto& [object, count] : rehearsal.created) out.field(object, count);
    out.end_object().field("created", rehearsal.counts.created).field("updated", rehearsal.counts.updated);
    out.field("unchanged", rehearsal.counts.unchanged)
        .field("rejected", rehearsal.counts.rejected)
        .key("sample")
        .begin_array();
    for (const auto& row : rehearsal.sample) {
        out.begin_object()
            .field("row", row.number)
            .field("outcome", outcome_key(row.outcome))
            .key("cells")
            .begin_array();
        for (const auto& cell : row.cells) out.text(first_graphemes(cell, 80));
        out.end_array().key("errors").begin_array();
        for (const auto& complaint : row.complaints)
            out.begin_object().field("field", complaint.field).field("message", complaint.message).end_object();
        out.end_array().end_object();
    }
    out.end_array().end_object();
    return Response::json(out.take());
}

void write_progress(JsonWriter& out, const Import& import) {
    out.begin_object()
        .field("id", import.id)
        .field("name", import.file_name)
        .field("state", import.state)
        .field("object", import.mapping.object);
    out.field("failure", import.failure).key("progress").begin_object();
    out.field("rows", import.counts.rows)
        .field("done", import.counts.done)
        .field("created", import.counts.created)
        .field("updated", import.counts.updated);
    out.field("unchanged", import.counts.unchanged).field("rejected", import.counts.rejected).end_object();
    out.field("created_at", import.created_at)
        .field("started_at", import.started_at)
        .field("finished_at", import.finished_at)
        .end_object();
}

Response answer_progress(const Import& import, int status) {
    JsonWriter out;
    write_progress(out, import);
    return Response::json(out.take(), status);
}

Response run(imports::ImportRunner& runner, Session& session, Request& request) {
    auto import = import_at(session, request);
    refuse_if(import.state != "ready", "Cet import a déjà commencé.");
    const auto shape = files::detect_table(imports::file_of(session.workspace(), import.id), import.mapping.choices);
    imports::RowPlanner(session, import.mapping, shape);  // refuses a mapping that cannot work before anything starts
    import.state = "running";
    import.started_at = session.now_ms();
    save(session, import);
    runner.wake();
    return answer_progress(import, 202);
}

Response list(Session& session, Request&) {
    std::vector<Import> found;
    const auto owner = session.actor().may(Duty::ManageSettings) ? std::string() : session.actor().user_id;
    session.workspace().database().read(
        [&](db::Connection& connection) { found = imports::imports_of(connection, owner); });
    JsonWriter out;
    out.begin_object().key("imports").begin_array();
    for (const auto& import : found) write_progress(out, import);
    out.end_array().end_object();
    return Response::json(out.take());
}

Response show(Session& session, Request& request) {
    const auto import = import_at(session, request);
    return request.query["full"] == "true" && import.state == "ready" ? describe(session, import, 200)
                                                                      : answer_progress(import, 200);
}

// The rejected rows as they were in the file, with the line and the reason behind them, ready to be mended and imported
// again.
Response rejected(Session& session, Request& request) {
    const auto import = import_at(session, request);
    const auto shape = files::detect_table(imports::file_of(session.workspace(), import.id), import.mapping.choices);
    return Response::stream(
        [&workspace = session.workspace(), id = import.id, columns = shape.columns](http::Sink& sink) {
            files::CsvWriter csv([&](std::string_view bytes) { sink.write(bytes); });
            auto titles = columns;
            titles.emplace_back("Ligne");
            titles.emplace_back("Motif");
            csv.write(titles);
            workspace.database().read(
                [&](db::Connection& connection) {
                    imports::each_rejected(connection, id, [&](const imports::RejectedRow& row) {
                        auto cells = row.cells;
                        cells.resize(std::max(cells.size(), columns.size()));
                        cells.push_back(std::to_string(row.row));
                        cells.push_back(row.reason);
                        csv.write(cells);
                    });
                },
                0);
            csv.finish();
        },
        "lignes-rejetees.csv", "text/csv");
}

Response cancel(Session& session, Request& request) {
    auto import = import_at(session, request);
    refuse_if(import.state != "running" && import.state != "ready", "Cet import est déjà terminé.");
    session.workspace().database().write([&](db::Connection& connection) {
        connection.execute("update imports set state = 'cancelled' where id = $1 and state in ('ready', 'running')",
                           db::Values{import.id});
    });
    import.state = "cancelled";
    return answer_progress(import, 200);
}

// Newest batches first, some at a time, so that what one batch created another can still refer to while it is put back.
Response undo(Session& session, Request& request) {
    auto import = import_at(session, request);
    refuse_if(import.state == "running", "Cet import est en cours : arrêtez-le d’abord.");
    refuse_if(import.state == "undone", "Cet import est déjà annulé.");
    std::vector<std::int64_t> commits;
    session.workspace().database().read(
        [&](db::Connection& connection) { commits = imports::commits_of(connection, import.id); });
    UndoResult all;
    for (auto end = commits.size(); end > 0;) {
        const auto start = end > commits_a_slice ? end - commits_a_slice : 0;
        auto result = undo_commits(
            session,
            {commits.begin() + static_cast<std::ptrdiff_t>(start), commits.begin() + static_cast<std::ptrdiff_t>(end)},
            "undo_import");
        all.undone += result.undone;
        std::ranges::move(result.conflicts, std::back_inserter(all.conflicts));
        end = start;
    }
    import.state = "undone";
    save(session, import);
    JsonWriter out;
    out.begin_object().field("undone", all.undone).key("conflicts").begin_array();
    for (const auto& conflict : all.conflicts) {
        out.begin_object()
            .field("object", conflict.object)
            .field("record", conflict.record)
            .field("field", conflict.field)
            .field("message", conflict.message)
            .end_object();
    }
    out.end_array().end_object();
    return Response::json(out.take());
}

}  // namespace

void add_import_routes(Parts& parts, imports::ImportRunner& runner) {
    const RouteOptions big{.body_limit = http::import_limit, .keeps_answer = false};
    add_route(parts, Method::Post, "/api/v1/imports", "receive_import", Policy::SignedIn, receive, big);
    add_route(parts, Method::Get, "/api/v1/imports", "list_imports", Policy::SignedIn, list);
    add_route(parts, Method::Get, "/api/v1/imports/{id}", "show_import", Policy::SignedIn, show);
    add_route(parts, Method::Put, "/api/v1/imports/{id}", "configure_import", Policy::SignedIn, configure);
    add_route(parts, Method::Post, "/api/v1/imports/{id}/preview", "preview_import", Policy::SignedIn, preview,
              {.keeps_answer = false});
    add_route(parts, Method::Post, "/api/v1/imports/{id}/run", "run_import", Policy::SignedIn,
              [&runner](Session& session, Request& request) { return run(runner, session, request); });
    add_route(parts, Method::Get, "/api/v1/imports/{id}/rejected.csv", "rejected_rows", Policy::SignedIn, rejected);
    add_route(parts, Method::Post, "/api/v1/imports/{id}/cancel", "cancel_import", Policy::SignedIn, cancel);
    add_route(parts, Method::Post, "/api/v1/imports/{id}/undo", "undo_import", Policy::SignedIn, undo);
}

}  // namespace elan::api
