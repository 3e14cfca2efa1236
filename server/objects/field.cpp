#include "objects/field.hpp"

namespace elan {

const Choice* FieldDeclaration::choice(std::string_view choice_key) const {
    const auto found = std::ranges::find(choices, choice_key, &Choice::key);
    return found == choices.end() ? nullptr : &*found;
}

FieldDeclaration& FieldBuilder::declaration() { return owner_.fields_[index_]; }
void FieldBuilder::be(const FieldType& type) { declaration().type = &type; }

FieldBuilder& FieldBuilder::required() {
    declaration().required = true;
    return *this;
}
FieldBuilder& FieldBuilder::searchable() {
    declaration().searchable = true;
    return *this;
}
FieldBuilder& FieldBuilder::tracked() {
    declaration().tracked = true;
    return *this;
}
FieldBuilder& FieldBuilder::readonly() {
    declaration().readonly = true;
    return *this;
}
FieldBuilder& FieldBuilder::secret() {
    declaration().secret = true;
    return *this;
}

FieldBuilder& FieldBuilder::seen_by(std::vector<std::string> roles) {
    declaration().seen_by = std::move(roles);
    return *this;
}
FieldBuilder& FieldBuilder::unique() {
    declaration().unique = true;
    return *this;
}
FieldBuilder& FieldBuilder::indexed() {
    declaration().indexed = true;
    return *this;
}
FieldBuilder& FieldBuilder::hint(std::string fr, std::string en) {
    declaration().hint = {std::move(fr), std::move(en)};
    return *this;
}
FieldBuilder& FieldBuilder::section(std::string fr, std::string en) {
    declaration().section = {std::move(fr), std::move(en)};
    return *this;
}
FieldBuilder& FieldBuilder::asked(std::size_t by, std::vector<std::string> when) {
    declaration().asked_by = owner_.fields_[by].key;
    declaration().asked_when = std::move(when);
    return *this;
}
FieldBuilder& FieldBuilder::to(std::string object) {
    declaration().target = std::move(object);
    declaration().indexed = true;
    return *this;
}
FieldBuilder& FieldBuilder::starts_as(Value value) {
    declaration().default_value = std::move(value);
    return *this;
}
FieldBuilder& FieldBuilder::choices(std::vector<Choice> options) {
    declaration().choices = std::move(options);
    return *this;
}

FieldBuilder FieldSet::field(std::string key, std::string label_fr, std::string label_en) {
    auto& declared = fields_.emplace_back();
    declared.id = key;
    declared.key = std::move(key);
    declared.label = {std::move(label_fr), std::move(label_en)};
    return {*this, fields_.size() - 1};
}

const FieldDeclaration* FieldSet::find(std::string_view key) const {
    const auto found =
        std::ranges::find_if(fields_, [&](const FieldDeclaration& field) { return field.key == key && !field.hidden; });
    return found == fields_.end() ? nullptr : &*found;
}

const FieldDeclaration* FieldSet::find_id(std::string_view id) const {
    const auto found = std::ranges::find(fields_, id, &FieldDeclaration::id);
    return found == fields_.end() ? nullptr : &*found;
}

}  // namespace elan
