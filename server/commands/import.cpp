#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "api/import/proposal.hpp"
#include "api/import/runner.hpp"
#include "commands/place.hpp"

namespace elan {

namespace {

std::vector<std::vector<std::string>> first_rows(const std::filesystem::path& file, const files::TableShape& shape) {
    std::vector<std::vector<std::string>> rows;
    files::TableReader reader(file, shape);
    files::Row row;
    while (rows.size() < 50 && reader.next(row)) rows.push_back(row.cells);
    return rows;
}

imports::Mapping mapping_of(Session& session, const config::Choices& chosen, const std::filesystem::path& file) {
    const auto shape = files::detect_table(file);
    auto mapping = imports::propose(session, shape, first_rows(file, shape), chosen.option("object"));
    const auto given = chosen.option("mapping");
    if (given.empty()) return mapping;
    std::ifstream in(given);
    if (!in) refuse(Problem::NotFound, fmt::format("Le fichier {} n’a pas pu être lu.", given));
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    const JsonDocument json(text);
    return imports::read_mapping(session, json.root(), mapping);
}

void tell(const imports::Counts& counts, const char* will) {
    fmt::print("{} lignes : {} {}, {} modifiées, {} inchangées, {} rejetées.\n", counts.done, counts.created, will,
               counts.updated, counts.unchanged, counts.rejected);
}

int import_file(const config::Choices& chosen) {
    if (chosen.plain().empty())
        refuse(Problem::Invalid, "Dites quel fichier importer : « elan import FICHIER --object company ».");
    const std::filesystem::path file = chosen.plain().front();
    if (!std::filesystem::exists(file))
        refuse(Problem::NotFound, fmt::format("Le fichier {} n’existe pas.", file.string()));
    App app(place_of(chosen));
    auto& workspace = app.workspace();
    const auto owner = app.people().user_by_email(chosen.option("user"));
    if (!owner) refuse(Problem::NotFound, "Dites au nom de qui importer : --user ADRESSE.");
    Session session(workspace, app.people().actor_of_user(*owner, Way::Import));
    imports::Import import{.id = workspace.new_id(),
                           .owner = *owner,
                           .file_name = file.filename().string(),
                           .state = "running",
                           .created_at = session.now_ms()};
    import.mapping = mapping_of(session, chosen, file);
    import.started_at = session.now_ms();
    const auto kept = imports::file_of(workspace, import.id);
    std::filesystem::create_directories(kept.parent_path());
    std::filesystem::copy_file(file, kept);
    if (chosen.flag("dry-run")) {
        const auto rehearsal = imports::rehearse(session, import);
        std::filesystem::remove(kept);
        tell(rehearsal.counts, "seraient créées");
        return 0;
    }
    workspace.database().write([&](db::Connection& connection) { imports::insert_import(connection, import); });
    app.imports().run_waiting();
    app.readers().catch_up();
    std::optional<imports::Import> done;
    workspace.database().read([&](db::Connection& connection) { done = imports::find_import(connection, import.id); });
    if (!done->failure.empty()) refuse(Problem::Invalid, done->failure);
    tell(done->counts, "créées");
    workspace.database().read([&](db::Connection& connection) {
        imports::each_rejected(connection, import.id, [](const imports::RejectedRow& row) {
            fmt::print("  ligne {} : {}\n", row.row, row.reason);
        });
    });
    return 0;
}

}  // namespace

Command import_command() {
    return {.name = "import",
            .usage = "elan import FICHIER --user ADRESSE [--object NOM] [--mapping FICHIER] [--dry-run]",
            .about = "Importe un fichier CSV ou XLSX.",
            .options = with_place(
                {{.name = "user", .value = "ADRESSE", .otherwise = "", .about = "au nom de qui.", .in_file = false},
                 {.name = "object",
                  .value = "NOM",
                  .otherwise = "",
                  .about = "ce dont parle une ligne : company, contact, lead, opportunity…",
                  .in_file = false},
                 {.name = "mapping",
                  .value = "FICHIER",
                  .otherwise = "",
                  .about = "ce que contiennent les colonnes, en JSON ; sans cette option, Élan propose.",
                  .in_file = false},
                 {.name = "dry-run",
                  .value = "",
                  .otherwise = "",
                  .about = "dit ce qui se passerait, n’écrit rien.",
                  .in_file = false}}),
            .run = import_file};
}

}  // namespace elan
