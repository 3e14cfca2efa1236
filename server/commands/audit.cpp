#include <fmt/format.h>

#include "changes/log.hpp"
#include "commands/place.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

int verify(const config::Choices& chosen) {
    if (chosen.plain().empty() || chosen.plain().front() != "verify")
        refuse(Problem::Invalid, "Écrivez « elan audit verify ».");
    App app(place_of(chosen));
    std::vector<std::string> complaints;
    std::int64_t commits = 0;
    app.workspace().database().read(
        [&](db::Connection& connection) {
            complaints = audit_complaints(connection, app.workspace().chain_key(),
                                          [](std::int64_t number) { fmt::print(stderr, "\r{} commits…", number); });
            commits = connection.first_integer("select count(*) from commits");
        },
        0);
    for (const auto& complaint : complaints) fmt::print("{}\n", complaint);
    if (complaints.empty()) fmt::print("Le journal est intact : {} commits vérifiés.\n", commits);
    return complaints.empty() ? 0 : 1;
}

}  // namespace

Command audit_command() {
    return {.name = "audit",
            .usage = "elan audit verify [--data DOSSIER]",
            .about = "Vérifie que personne n’a modifié le journal.",
            .options = with_place({}),
            .run = verify};
}

}  // namespace elan
