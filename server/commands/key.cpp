#include <fmt/format.h>

#include "changes/session.hpp"
#include "commands/place.hpp"

namespace elan {

namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

int create_key(const config::Choices& chosen) {
    if (chosen.plain().empty() || chosen.plain().front() != "create")
        refuse(Problem::Invalid, "Écrivez « elan key create --user ADRESSE ».");
    App app(place_of(chosen));
    const auto id = app.people().user_by_email(chosen.option("user"));
    if (!id) refuse(Problem::NotFound, "Aucun utilisateur n’a cette adresse. Voyez « elan user add ».");
    const auto days = chosen.number("days", 1, 366);
    const auto [key_id, key] = app.people().make_key(*id, chosen.option("name"), chosen.option("scopes"),
                                                     app.workspace().clock().now_ms() + days * day_ms);
    fmt::print("{}\n", key);
    return 0;
}

}  // namespace

Command key_command() {
    return {.name = "key",
            .usage = "elan key create --user ADRESSE [--scopes LISTE] [--days N] [--name NOM]",
            .about = "Crée une clé d’API et l’affiche une seule fois.",
            .options = with_place({{.name = "user",
                                    .value = "ADRESSE",
                                    .otherwise = "",
                                    .about = "l’utilisateur dont la clé a les droits.",
                                    .in_file = false},
                                   {.name = "scopes",
                                    .value = "LISTE",
                                    .otherwise = "read,write,import,export,admin",
                                    .about = "ce que la clé permet, séparé par des virgules.",
                                    .in_file = false},
                                   {.name = "days",
                                    .value = "N",
                                    .otherwise = "90",
                                    .about = "durée de validité en jours, 366 au plus.",
                                    .in_file = false},
                                   {.name = "name",
                                    .value = "NOM",
                                    .otherwise = "ligne de commande",
                                    .about = "pour la reconnaître.",
                                    .in_file = false}}),
            .run = create_key};
}

}  // namespace elan
