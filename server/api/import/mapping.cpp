// The mapping as the wizard sends it.
#include <fmt/format.h>

#include "api/import/import.hpp"

namespace elan::imports {

namespace {

// "address.city" is the part city of the field address.
Target target_from(Json column) {
    const auto field = text_member(column, "field");
    const auto dot = field.find('.');
    return {std::string(text_member(column, "object")), std::string(field.substr(0, dot)),
            dot == std::string_view::npos ? std::string() : std::string(field.substr(dot + 1))};
}

class Reading {
 public:
    explicit Reading(const Mapping& before) : mapping(before) {}
    Mapping mapping;
    std::vector<FieldComplaint> complaints;

    void columns(Json json) {
        simdjson::dom::array given;
        if (json["columns"].get_array().get(given)) return;
        mapping.columns.clear();
        for (const auto column : given) {
            std::int64_t index = 0;
            if (column["index"].get_int64().get(index) || index < 0 || index > 2000) {
                complaints.push_back({"columns", "Chaque colonne a un rang (« index »)."});
                continue;
            }
            auto target = target_from(column);
            if (!target.object.empty() && !target.field.empty())
                mapping.columns[static_cast<std::size_t>(index)] = std::move(target);
        }
    }

    void keys(Session& session, Json json) {
        simdjson::dom::object given;
        if (json["key"].get_object().get(given)) return;
        mapping.keys.clear();
        for (const auto [object_key, field] : given) {
            std::string_view name;
            const auto* object = session.catalogue().find(object_key);
            if (field.is_null() || (!field.get_string().get(name) && name.empty())) continue;
            const auto* known = object ? object->find(name) : nullptr;
            if (!known || known->type->storage() != db::Storage::Text || !session.actor().may_see(*object, *known)) {
                complaints.push_back({"key", "Ce champ ne peut pas servir de clé."});
                continue;
            }
            mapping.keys[std::string(object_key)] = std::string(name);
        }
    }

    void values(Json json) {
        simdjson::dom::object given;
        if (json["values"].get_object().get(given)) return;
        mapping.values.clear();
        for (const auto [field, pairs] : given) {
            simdjson::dom::object meant;
            if (pairs.get_object().get(meant)) continue;
            for (const auto [from, to] : meant) {
                std::string_view text;
                if (!to.get_string().get(text))
                    mapping.values[std::string(field)][std::string(from)] = std::string(text);
            }
        }
    }

    void options(Json json) {
        if (const auto object = text_member(json, "object"); !object.empty()) mapping.object = object;
        if (const auto on_match = text_member(json, "on_match"); !on_match.empty())
            mapping.update_known = on_match == "update";
        if (const auto bad = text_member(json, "on_bad_cell"); !bad.empty())
            mapping.skip_bad_cells = bad == "skip_cell";
        if (const auto sheet = text_member(json, "sheet"); !sheet.empty()) mapping.choices.sheet = std::string(sheet);
        if (const auto order = text_member(json, "date_order"); !order.empty())
            mapping.choices.day_first = order == "day_first";
        if (const auto separator = text_member(json, "separator"); separator.size() == 1)
            mapping.choices.separator = separator.front();
        if (const auto encoding = files::encoding_named(text_member(json, "encoding")))
            mapping.choices.encoding = encoding;
        std::int64_t row = 0;
        if (!json["header_row"].get_int64().get(row) && row >= 0)
            mapping.choices.header_row = static_cast<std::uint64_t>(row);
    }
};

}  // namespace

Mapping read_mapping(Session& session, Json json, const Mapping& before) {
    if (!json.is_object()) refuse(Problem::Malformed, "Envoyez un objet JSON.");
    Reading reading(before);
    reading.options(json);
    reading.columns(json);
    reading.keys(session, json);
    reading.values(json);
    const auto* object = session.catalogue().find(reading.mapping.object);
    if (!object || session.actor().scope(*object, Act::Import) == Scope::None)
        reading.complaints.push_back({"object", "Choisissez un objet que vous pouvez importer."});
    if (!reading.complaints.empty()) refuse(std::move(reading.complaints));
    return std::move(reading.mapping);
}

}  // namespace elan::imports
