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

imports::Mapping mapping_of(Session& session, const Words& words, const std::filesystem::path& file) {
    const auto shape = files::detect_table(file);
    auto mapping = imports::propose(session, shape, first_rows(file, shape), words.option("--object"));
    const auto given = words.option("--mapping");
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

int import_file(const Words& words) {
    if (words.plain().empty())
        refuse(Problem::Invalid, "Dites quel fichier importer : « elan import FICHIER --object company ».");
    const std::filesystem::path file = words.plain().front();
    if (!std::filesystem::exists(file))
        refuse(Problem::NotFound, fmt::format("Le fichier {} n’existe pas.", file.string()));
    App app(place_of(words));
    auto& workspace = app.workspace();
    const auto owner = app.people().user_by_email(words.option("--user"));
    if (!owner) refuse(Problem::NotFound, "Dites au nom de qui importer : --user ADRESSE.");
    Session session(workspace, app.people().actor_of_user(*owner, Way::Import));
    imports::Import import{.id = workspace.new_id(),
                           .owner = *owner,
                           .file_name = file.filename().string(),
                           .state = "running",
                           .created_at = session.now_ms()};
    import.mapping = mapping_of(session, words, file);
    import.started_at = session.now_ms();
    const auto kept = imports::file_of(workspace, import.id);
    std::filesystem::create_directories(kept.parent_path());
    std::filesystem::copy_file(file, kept);
    if (words.flag("--dry-run")) {
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
    return {
        .name = "import",
        .usage = "elan import FICHIER --user ADRESSE [--object NOM] [--mapping FICHIER] [--dry-run]",
        .about = "Importe un fichier CSV ou XLSX.",
        .details = std::string(place_help) +
                   "  --user ADRESSE      au nom de qui\n"
                   "  --object NOM        ce dont parle une ligne : company, contact, lead, opportunity…\n"
                   "  --mapping FICHIER   ce que contiennent les colonnes, en JSON ; sans cette option, Élan propose\n"
                   "  --dry-run           dit ce qui se passerait, n’écrit rien\n",
        .options = with_place({"--user", "--object", "--mapping"}),
        .flags = {"--dry-run"},
        .run = import_file};
}

}  // namespace elan
