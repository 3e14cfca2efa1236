#include "objects/object.hpp"

namespace elan {

Object::Object(std::string key, std::string label_fr, std::string plural_fr)
    : key_(std::move(key)),
      path_(key_),
      table_("o_" + key_),
      label_{label_fr, label_fr},
      plural_{plural_fr, plural_fr} {
    for (auto& declared : fields()) declared.readonly = declared.system = true;
}

Object Object::made_by_customer(std::string key, Label label, Label plural) {
    Object made(std::move(key), label.fr, plural.fr);
    made.rename(std::move(label), std::move(plural));
    made.custom_ = true;
    made.titles_ = {made.id.index};
    return made;
}

void Object::add_custom_field(FieldDeclaration declaration) {
    fields().push_back(std::move(declaration));
    // The first text field of a customer's object names its records; a name is for everybody's eyes.
    const auto& added = fields().back();
    if (custom_ && titles_ == std::vector{id.index} && added.has_folded_column() && added.seen_by.empty())
        titles_ = {fields().size() - 1};
}

void Object::english(std::string label, std::string plural) {
    label_.en = std::move(label);
    plural_.en = std::move(plural);
}

void Object::known_as(std::string path, std::string icon) {
    path_ = std::move(path);
    icon_ = std::move(icon);
}

}  // namespace elan
