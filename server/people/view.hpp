#pragma once

#include "people/user.hpp"

namespace elan {

// To whom something of one's own is opened.
inline const std::vector<Choice> audiences = {{"mine", {"Moi", "Me"}, "gray"},
                                              {"team", {"Mon équipe", "My team"}, "teal"},
                                              {"all", {"Tout le monde", "Everyone"}, "blue"}};

// A list as someone likes to see it: what it leaves out, its order, its columns, its groups.
struct View : Object {
    View() : Object("view", "Vue", "Vues") {
        english("View", "Views");
        known_as("views", "bookmark");
        titled_by(name);
        owned_by(owner);
        read_by(audience);
        out_of_menu();
    }

    Field<Text> name = field("name", "Nom", "Name").required();
    Field<Text> of = field("of", "Objet", "Object").required();
    // What stands behind the question mark of the list's address.
    Field<LongText> address = field("address", "Adresse", "Address");
    Field<ChoiceOf> audience =
        field("audience", "Pour", "For").required().tracked().starts_as("mine").choices(audiences);
    Field<YesNo> opens_first = field("opens_first", "S’ouvre en premier", "Opens first");
    Field<Link> owner = field("owner", "Responsable", "Owner").to("user");
};
inline const View view;

}  // namespace elan
