#include <fmt/format.h>

#include "changes/session.hpp"
#include "commands/place.hpp"

namespace elan {

namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

int create_key(const Words& words) {
    if (words.plain().empty() || words.plain().front() != "create")
        refuse(Problem::Invalid, "Écrivez « elan key create --user ADRESSE ».");
    App app(place_of(words));
    const auto id = app.people().user_by_email(words.option("--user"));
    if (!id) refuse(Problem::NotFound, "Aucun utilisateur n’a cette adresse. Voyez « elan user add ».");
    const auto days = std::atoll(words.option("--days", "90").c_str());
    if (days < 1 || days > 366) refuse(Problem::Invalid, "Une clé vaut de 1 à 366 jours.");
    const auto [key_id, key] = app.people().make_key(*id, words.option("--name", "ligne de commande"),
                                                     words.option("--scopes", "read,write,import,export,admin"),
                                                     app.workspace().clock().now_ms() + days * day_ms);
    fmt::print("{}\n", key);
    return 0;
}

}  // namespace

Command key_command() {
    return {.name = "key",
            .usage = "elan key create --user ADRESSE [--scopes LISTE] [--days N] [--name NOM]",
            .about = "Crée une clé d’API et l’affiche une seule fois.",
            .details = std::string(place_help) +
                       "  --user ADRESSE      l’utilisateur dont la clé a les droits\n"
                       "  --scopes LISTE      read, write, import, export, admin, séparés par des virgules (tous)\n"
                       "  --days N            durée de validité en jours (90)\n"
                       "  --name NOM          pour la reconnaître\n",
            .options = with_place({"--user", "--scopes", "--days", "--name"}),
            .flags = {},
            .run = create_key};
}

}  // namespace elan
