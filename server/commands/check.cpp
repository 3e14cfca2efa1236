#include <fmt/format.h>

#include "api/import/import.hpp"
#include "changes/deep_check.hpp"
#include "commands/place.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"

#include <fstream>
#include <iterator>

namespace elan {

namespace {

// What lives outside the change log's own folder: imports and the files on the disk.
std::vector<Invariant> more_invariants() {
    auto found = [](db::Connection& connection, const char* sql) {
        std::vector<std::string> complaints;
        connection.query(sql, {}, [&](const db::Row& row) { complaints.emplace_back(row.text(0)); });
        return complaints;
    };
    return {{"Chaque ligne d’un import a une issue",
             [found](Workspace&, db::Connection& connection) {
                 return found(connection,
                              "select id from imports where created + updated + unchanged + rejected <> done");
             }},
            {"Chaque ligne rejetée est gardée avec sa raison",
             [found](Workspace&, db::Connection& connection) {
                 return found(connection,
                              "select id from imports i where rejected <> (select count(*) from import_rows r where "
                              "r.import = i.id)");
             }},
            {"Les commits des imports existent",
             [found](Workspace&, db::Connection& connection) {
                 return found(connection,
                              "select i.import from import_commits i left join commits c on c.number = i.commit_number "
                              "where c.number is null");
             }},
            {"Chaque fichier est là, et c’est le bon", [](Workspace& workspace, db::Connection& connection) {
                 std::vector<std::string> complaints;
                 connection.query("select distinct hash from files", {}, [&](const db::Row& row) {
                     const std::string hash(row.text(0));
                     std::ifstream in(workspace.folder() / "files" / hash.substr(0, 2) / hash, std::ios::binary);
                     const std::string bytes((std::istreambuf_iterator<char>(in)), {});
                     if (!in.is_open() || hex(sha256(bytes)) != hash) complaints.push_back(hash);
                 });
                 return complaints;
             }}};
}

int check(const config::Choices& chosen) {
    App app(place_of(chosen));
    auto& workspace = app.workspace();
    auto all = invariants();
    for (auto& invariant : more_invariants()) all.push_back(std::move(invariant));
    int broken = 0;
    auto report = [&](const std::string& title, const std::vector<std::string>& complaints) {
        if (!complaints.empty()) ++broken;
        if (!complaints.empty() || chosen.flag("deep")) fmt::print("{} {}\n", complaints.empty() ? "✓" : "✗", title);
        for (const auto& complaint : complaints) fmt::print("    {}\n", complaint);
    };
    report("La base est saine", workspace.database().integrity_complaints());
    if (chosen.flag("deep")) {
        for (const auto& invariant : all) {
            std::vector<std::string> complaints;
            workspace.database().read(
                [&](db::Connection& connection) { complaints = invariant.complaints(workspace, connection); }, 0);
            report(invariant.title, complaints);
        }
    }
    if (broken == 0) {
        fmt::print("Tout est en ordre.\n");
    } else {
        fmt::print("{} vérifications ont échoué.\n", broken);
    }
    return broken == 0 ? 0 : 1;
}

}  // namespace

Command check_command() {
    return {.name = "check",
            .usage = "elan check [--deep] [--data DOSSIER]",
            .about = "Vérifie la base.",
            .options = with_place({{.name = "deep",
                                    .value = "",
                                    .otherwise = "",
                                    .about = "vérifie aussi ce qui doit toujours être vrai, fiche par fiche.",
                                    .in_file = false}}),
            .run = check};
}

}  // namespace elan
