// What a customer added, as JSON and back.
#include <re2/re2.h>

#include <set>

#include "objects/catalogue.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

void write_label(JsonWriter& out, std::string_view name, const Label& label) {
    out.key(name).begin_object().field("fr", label.fr).field("en", label.en).end_object();
}

Label read_label(Json json, std::string_view name) {
    Json label;
    if (json[name].get(label) || !label.is_object()) return {};
    Label read{std::string(text_member(label, "fr")), std::string(text_member(label, "en"))};
    if (read.en.empty()) read.en = read.fr;
    return read;
}

bool flag(Json json, std::string_view name) {
    bool value = false;
    return !json[name].get_bool().get(value) && value;
}

void write_field(JsonWriter& out, const Customisation::CustomField& custom) {
    const auto& field = custom.declaration;
    out.begin_object().field("object", custom.object_key).field("id", field.id).field("key", field.key);
    out.field("type", field.type->key()).field("required", field.required).field("hidden", field.hidden);
    out.field("searchable", field.searchable).field("target", field.target).field("currency", field.currency);
    write_label(out, "label", field.label);
    write_label(out, "hint", field.hint);
    out.key("options").begin_array();
    for (const auto& choice : field.choices) {
        out.begin_object().field("key", choice.key).field("color", choice.color);
        write_label(out, "label", choice.label);
        out.end_object();
    }
    out.end_array().key("seen_by").begin_array();
    for (const auto& role : field.seen_by) out.text(role);
    out.end_array().end_object();
}

class Reading {
 public:
    Customisation customisation;
    std::vector<FieldComplaint> complaints;

    void object(Json json) {
        Customisation::CustomObject made{.key = std::string(text_member(json, "key")),
                                         .label = read_label(json, "label"),
                                         .plural = read_label(json, "plural")};
        require_key("key", made.key);
        require(!made.label.fr.empty(), "label", "Donnez un nom.");
        if (made.plural.fr.empty()) made.plural = made.label;
        require(keys_.insert(made.key).second, "key", "Cette clé existe déjà.");
        customisation.objects.push_back(std::move(made));
    }

    void field(Json json) {
        FieldDeclaration made;
        made.id = text_member(json, "id");
        made.key = text_member(json, "key");
        made.label = read_label(json, "label");
        made.hint = read_label(json, "hint");
        made.target = text_member(json, "target");
        if (const auto currency = text_member(json, "currency"); !currency.empty()) made.currency = currency;
        made.required = flag(json, "required");
        made.hidden = flag(json, "hidden");
        made.searchable = flag(json, "searchable");
        made.custom = true;
        const auto object_key = std::string(text_member(json, "object"));
        require_key("key", made.key);
        require(!made.label.fr.empty(), "label", "Donnez un nom au champ.");
        require(keys_.insert(object_key + '.' + made.key).second, "key", "Cette clé existe déjà pour cet objet.");
        read_options(json, made);
        read_seen_by(json, made);
        if (!read_type(json, made)) return;
        // Long texts, lists and addresses are searched otherwise.
        made.indexed = made.type->sortable() || made.type->comparison() == Comparison::Exact;
        customisation.fields.push_back({object_key, std::move(made)});
    }

 private:
    void require(bool holds, const char* field, const char* sentence) {
        if (!holds) complaints.push_back({field, sentence});
    }
    void require_key(const char* field, const std::string& key) {
        static const RE2 shape("[a-z][a-z0-9_]{0,40}");
        require(RE2::FullMatch(key, shape), field,
                "Utilisez des minuscules sans accent, des chiffres et _, en commençant par une lettre.");
    }
    bool read_type(Json json, FieldDeclaration& made) {
        const auto key = text_member(json, "type");
        const auto known = std::ranges::find(field_types(), key, &FieldType::key);
        if (known == field_types().end()) {
            complaints.push_back({"type", "Ce type de champ n’existe pas."});
            return false;
        }
        made.type = *known;
        auto complaint = made.type->declaration_complaint(made);
        if (complaint.empty()) return true;
        complaints.push_back({"type", std::move(complaint)});
        return false;
    }
    static void read_options(Json json, FieldDeclaration& made) {
        simdjson::dom::array options;
        if (json["options"].get_array().get(options)) return;
        for (const auto option : options) {
            made.choices.push_back({std::string(text_member(option, "key")), read_label(option, "label"),
                                    std::string(text_member(option, "color"))});
        }
    }
    void read_seen_by(Json json, FieldDeclaration& made) {
        Json given;
        if (json["seen_by"].get(given) || given.is_null()) return;
        simdjson::dom::array roles;
        if (given.get_array().get(roles)) {
            complaints.push_back({"seen_by", "Donnez la liste des rôles qui voient ce champ."});
            return;
        }
        for (const auto role : roles) {
            std::string_view key;
            require(!role.get_string().get(key) && !key.empty(), "seen_by", "Ce rôle n’existe pas.");
            made.seen_by.emplace_back(key);
        }
    }
    std::set<std::string> keys_;
};

}  // namespace

std::string customisation_json(const Customisation& customisation) {
    JsonWriter out;
    out.begin_object().key("objects").begin_array();
    for (const auto& object : customisation.objects) {
        out.begin_object().field("key", object.key);
        write_label(out, "label", object.label);
        write_label(out, "plural", object.plural);
        out.end_object();
    }
    out.end_array().key("fields").begin_array();
    for (const auto& field : customisation.fields) write_field(out, field);
    out.end_array().end_object();
    return out.take();
}

Customisation parse_customisation(std::string_view json) {
    const JsonDocument document(json);
    Reading reading;
    simdjson::dom::array items;
    if (!document.root()["objects"].get_array().get(items)) {
        for (const auto item : items) reading.object(item);
    }
    if (!document.root()["fields"].get_array().get(items)) {
        for (const auto item : items) reading.field(item);
    }
    if (!reading.complaints.empty()) refuse(std::move(reading.complaints));
    return std::move(reading.customisation);
}

}  // namespace elan
