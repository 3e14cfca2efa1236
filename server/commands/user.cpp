#include <fmt/format.h>

#include <iostream>

#include "changes/session.hpp"
#include "commands/place.hpp"
#include "people/user.hpp"
#include "platform/crypto/encoding.hpp"

namespace elan {

namespace {

int add_user(const Words& words) {
    if (words.plain().empty() || words.plain().front() != "add")
        refuse(Problem::Invalid, "Écrivez « elan user add --email … --name … --role … ».");
    App app(place_of(words));
    Session session(app.workspace(), Actor::system());
    JsonWriter given;
    given.begin_object().field("name", words.option("--name")).field("email", words.option("--email"));
    given.field("role", words.option("--role", "sales")).end_object();
    const JsonDocument members(given.str());
    auto password = words.option("--password");
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
    return {.name = "user",
            .usage = "elan user add --email ADRESSE --name NOM [--role RÔLE] [--password MOT]",
            .about = "Ajoute un utilisateur.",
            .details = std::string(place_help) +
                       "  --email, --name     de la personne\n"
                       "  --role RÔLE         owner, admin, manager, sales, read_only ou accountant (sales)\n"
                       "  --password MOT      sans cette option, Élan choisit un mot de passe et l’affiche\n",
            .options = with_place({"--email", "--name", "--role", "--password"}),
            .flags = {},
            .run = add_user};
}

}  // namespace elan
