#include "api/catalogue_json.hpp"

#include "api/record_json.hpp"

namespace elan::api {

void write_label(JsonWriter& out, std::string_view name, const Label& label) {
    out.key(name).begin_object().field("fr", label.fr).field("en", label.en).end_object();
}

void write_field(JsonWriter& out, const FieldDeclaration& field) {
    out.begin_object().field("id", field.id).field("key", field.key).field("type", field.type->key());
    write_label(out, "label", field.label);
    if (!field.hint.fr.empty()) write_label(out, "hint", field.hint);
    out.field("required", field.required).field("readonly", field.readonly).field("searchable", field.searchable);
    out.field("tracked", field.tracked)
        .field("custom", field.custom)
        .field("unique", field.unique)
        .field("hidden", field.hidden);
    out.field("system", field.system);
    if (!field.asked_by.empty()) {
        out.key("when").begin_object().field("field", field.asked_by).field("op", "in").key("value").begin_array();
        for (const auto& key : field.asked_when) out.text(key);
        out.end_array().end_object();
    }
    out.field("section", field.section.fr.empty() ? std::string_view("main") : std::string_view(field.section.fr));
    if (!field.section.fr.empty()) write_label(out, "section_label", field.section);
    out.key("default");
    write_value(out, field, field.default_value);
    if (!field.choices.empty()) {
        out.key("options").begin_array();
        for (const auto& choice : field.choices) {
            out.begin_object().field("key", choice.key).field("color", choice.color);
            write_label(out, "label", choice.label);
            out.end_object();
        }
        out.end_array();
    }
    if (!field.seen_by.empty()) {
        out.key("seen_by").begin_array();
        for (const auto& role : field.seen_by) out.text(role);
        out.end_array();
    }
    if (!field.target.empty()) out.field("target", field.target);
    if (field.type->key() == "money") out.field("currency", field.currency);
    out.end_object();
}

}  // namespace elan::api
