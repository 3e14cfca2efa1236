#include <fmt/format.h>

#include <iostream>

#include "changes/session.hpp"
#include "commands/place.hpp"
#include "people/user.hpp"
#include "platform/crypto/encoding.hpp"

namespace elan {

namespace {

int add_user(const config::Choices& chosen) {
    if (chosen.plain().empty() || chosen.plain().front() != "add")
        refuse(Problem::Invalid, "Écrivez « elan user add --email … --name … --role … ».");
    App app(place_of(chosen));
    Session session(app.workspace(), Actor::system());
    JsonWriter given;
    given.begin_object().field("name", chosen.option("name")).field("email", chosen.option("email"));
    given.field("role", chosen.option("role")).end_object();
    const JsonDocument members(given.str());
    auto password = chosen.option("password");
    const bool made = password.empty();
    if (made) password = base32(app.workspace().randomness().bytes(15));
    const auto record = create_record(session, session.object(user), members.root());
    app.people().set_password(record.id(), password);
    fmt::print("Utilisateur créé : {} ({})\n", record[user.email], record[user.role]);
    if (made) fmt::print("Mot de passe : {}\n", password);
    return 0;
}

}  // namespace

Command user_command() {
    return {
        .name = "user",
        .usage = "elan user add --email ADRESSE --name NOM [--role RÔLE] [--password MOT]",
        .about = "Ajoute un utilisateur.",
        .options = with_place({{.name = "email",
                                .value = "ADRESSE",
                                .otherwise = "",
                                .about = "l’adresse de la personne.",
                                .in_file = false},
                               {.name = "name", .value = "NOM", .otherwise = "", .about = "son nom.", .in_file = false},
                               {.name = "role",
                                .value = "RÔLE",
                                .otherwise = "sales",
                                .about = "owner, admin, manager, sales, read_only ou accountant.",
                                .in_file = false},
                               {.name = "password",
                                .value = "MOT",
                                .otherwise = "",
                                .about = "sans cette option, Élan choisit un mot de passe et l’affiche.",
                                .in_file = false}}),
        .run = add_user};
}

}  // namespace elan
