#pragma once

#include "objects/object.hpp"

namespace elan {

inline const std::vector<Choice> role_choices = {
    {"owner", {"Propriétaire", "Owner"}, "violet"},        {"admin", {"Administrateur", "Administrator"}, "blue"},
    {"manager", {"Responsable", "Manager"}, "teal"},       {"sales", {"Commercial", "Sales"}, "green"},
    {"read_only", {"Lecture seule", "Read only"}, "gray"}, {"accountant", {"Comptable", "Accountant"}, "orange"}};

// A colleague who signs in. His password and second factor are kept apart, never in the record.
struct User : Object {
    User() : Object("user", "Utilisateur", "Utilisateurs") {
        english("User", "Users");
        known_as("users", "user-circle");
        titled_by(name);
        out_of_menu();
    }

    Field<Text> name = field("name", "Nom", "Name").required().searchable();
    Field<Email> email = field("email", "E-mail", "E-mail").required().unique();
    Field<ChoiceOf> role = field("role", "Rôle", "Role").required().tracked().starts_as("sales").choices(role_choices);
    Field<Link> team = field("team", "Équipe", "Team").to("team");
    Field<YesNo> active = field("active", "Actif", "Active").starts_as(std::int64_t{1});
    Field<Text> locale = field("locale", "Langue", "Language").starts_as("fr");
    Field<Text> time_zone = field("time_zone", "Fuseau horaire", "Time zone").starts_as("Europe/Paris");
    // What he chose to see in his menu, in his order; empty for what everybody starts with.
    Field<Tags> menu = field("menu", "Menus", "Menus").readonly();
};
inline const User user;

// Some colleagues; a team may stand below another, whose members then see its records.
struct Team : Object {
    Team() : Object("team", "Équipe", "Équipes") {
        english("Team", "Teams");
        known_as("teams", "users-group");
        titled_by(name);
        out_of_menu();
    }

    Field<Text> name = field("name", "Nom", "Name").required().searchable();
    Field<Link> parent = field("parent", "Équipe parente", "Parent team").to("team");
};
inline const Team team;

}  // namespace elan
