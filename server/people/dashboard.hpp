#pragma once

#include "people/user.hpp"
#include "people/view.hpp"

namespace elan {

// Figures that someone wants to see together, each with the list behind it.
struct Dashboard : Object {
    Dashboard() : Object("dashboard", "Tableau de bord", "Tableaux de bord") {
        english("Dashboard", "Dashboards");
        known_as("dashboards", "chart-bar");
        titled_by(name);
        owned_by(owner);
        read_by(audience);
        out_of_menu();
    }

    Field<Text> name = field("name", "Nom", "Name").required();
    // {"tiles": […]}, in order. What a tile may say is documented in docs/dashboards.md.
    Field<Document> content = field("content", "Contenu", "Content");
    Field<ChoiceOf> audience =
        field("audience", "Pour", "For").required().tracked().starts_as("mine").choices(audiences);
    // For whom it opens first, among those who see it.
    Field<Choices> opens_for = field("opens_for", "S’ouvre en premier pour", "Opens first for").choices(role_choices);
    Field<Link> owner = field("owner", "Responsable", "Owner").to("user");
};
inline const Dashboard dashboard;

}  // namespace elan
