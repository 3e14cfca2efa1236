#pragma once

#include "objects/object.hpp"

namespace elan {

// Something worth remembering about a record.
struct Note : Object {
    Note() : Object("note", "Note", "Notes") {
        english("Note", "Notes");
        known_as("notes", "note");
        titled_by(text);
        told_at(created_at);
        out_of_menu();
    }

    Field<LongText> text = field("text", "Texte", "Text").required().searchable();
    Field<Link> about = field("about", "Concerne", "About").to("*");
};
inline const Note note;

}  // namespace elan
