// Custom objects and fields, made and changed at run time.
#include "api/api.hpp"
#include "api/catalogue_json.hpp"
#include "changes/reader.hpp"
#include "platform/crypto/encoding.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

// The given JSON with some members added, as one entry of the customisation, read by the one reader of customisations.
std::string entry(Json given, std::initializer_list<std::pair<std::string_view, std::string>> added) {
    JsonWriter out;
    out.begin_object();
    simdjson::dom::object members;
    if (given.get_object().get(members)) refuse(Problem::Malformed, "Envoyez un objet JSON.");
    for (const auto [key, value] : members) {
        const bool overruled = std::ranges::any_of(added, [&](const auto& pair) { return pair.first == key; });
        if (!overruled) out.key(key).copy(value);
    }
    for (const auto& [key, value] : added) out.field(key, value);
    out.end_object();
    return out.take();
}

Response create_object(Session& session, Request& request) {
    const auto body = json_body(request);
    const auto read = parse_customisation("{\"objects\":[" + entry(body.root(), {}) + "]}");
    const auto& made = read.objects.front();
    if (session.catalogue().find(made.key) || session.catalogue().find_path(made.key))
        refuse({{"key", "Cette clé existe déjà."}});
    session.workspace().customise([&](Customisation& customisation) { customisation.objects.push_back(made); });
    JsonWriter out;
    out.begin_object().field("key", made.key).field("path", made.key);
    write_label(out, "label", made.label);
    write_label(out, "plural", made.plural);
    out.end_object();
    return Response::json(out.take(), 201);
}

Response rename_object(Session& session, Request& request) {
    const auto body = json_body(request);
    const auto key = std::string(request.names["key"]);
    const auto read = parse_customisation("{\"objects\":[" + entry(body.root(), {{"key", key}}) + "]}");
    session.workspace().customise([&](Customisation& customisation) {
        const auto known = std::ranges::find(customisation.objects, key, &Customisation::CustomObject::key);
        if (known == customisation.objects.end())
            refuse(Problem::NotFound, "Cet objet n’existe pas ou n’est pas personnalisé.");
        known->label = read.objects.front().label;
        known->plural = read.objects.front().plural;
    });
    return Response::empty();
}

Response answer_field(Session& session, const std::string& object_key, const std::string& id, int status) {
    const auto& object = session.workspace().catalogue().object(object_key);
    JsonWriter out;
    write_field(out, *object.find_id(id));
    return Response::json(out.take(), status);
}

void check_roles(const FieldDeclaration& field) {
    for (const auto& key : field.seen_by) {
        if (std::ranges::find(roles(), key, &Role::key) == roles().end())
            refuse({{"seen_by", "Ce rôle n’existe pas : " + key + "."}});
    }
}

Response create_field(Session& session, Request& request) {
    const auto object_key = std::string(request.names["key"]);
    const auto* object = session.catalogue().find(object_key);
    if (!object) refuse(Problem::NotFound, "Cet objet n’existe pas.");
    const auto id = "c_" + hex(session.workspace().randomness().bytes(5));
    const auto body = json_body(request);
    const auto read =
        parse_customisation("{\"fields\":[" + entry(body.root(), {{"object", object_key}, {"id", id}}) + "]}");
    const auto& made = read.fields.front();
    check_roles(made.declaration);
    if (object->find(made.declaration.key)) refuse({{"key", "Cet objet a déjà un champ de cette clé."}});
    const auto& target = made.declaration.target;
    if (!target.empty() && target != "*" && !session.catalogue().find(target))
        refuse({{"target", "Cet objet n’existe pas."}});
    session.workspace().customise([&](Customisation& customisation) { customisation.fields.push_back(made); });
    return answer_field(session, object_key, id, 201);
}

// A field keeps its id and its type; words, key, options and visibility may change.
Response change_field(Parts& parts, Session& session, Request& request) {
    const auto object_key = std::string(request.names["key"]);
    const auto id = std::string(request.names["field"]);
    const auto body = json_body(request);
    bool forget_words = false;
    session.workspace().customise([&](Customisation& customisation) {
        const auto known = std::ranges::find_if(customisation.fields, [&](const auto& field) {
            return field.object_key == object_key && field.declaration.id == id;
        });
        if (known == customisation.fields.end())
            refuse(Problem::NotFound, "Ce champ n’existe pas ou n’est pas personnalisé.");
        const auto single = customisation_json({.objects = {}, .fields = {*known}});
        const JsonDocument before(single);
        const Json old = before.root()["fields"].at(0).value();
        JsonWriter merged;
        merged.begin_object();
        const simdjson::dom::object members = old.get_object().value();
        for (const auto [name, value] : members) {
            Json replacement;
            const bool fixed = name == "id" || name == "object" || name == "type" || name == "target";
            merged.key(name).copy(!fixed && !body.root()[name].get(replacement) ? replacement : value);
        }
        merged.end_object();
        auto read = parse_customisation("{\"fields\":[" + merged.str() + "]}");
        check_roles(read.fields.front().declaration);
        forget_words = read.fields.front().declaration.seen_by != known->declaration.seen_by;
        *known = std::move(read.fields.front());
    });
    // What was found by words of this field must not be any more, or must be now.
    if (forget_words) parts.readers.rebuild();
    return answer_field(session, object_key, id, 200);
}

}  // namespace

void add_customise_routes(Parts& parts) {
    add_route(parts, Method::Post, "/api/v1/objects", "create_object", Policy::ManageObjects, create_object);
    add_route(parts, Method::Patch, "/api/v1/objects/{key}", "rename_object", Policy::ManageObjects, rename_object);
    add_route(parts, Method::Post, "/api/v1/objects/{key}/fields", "create_field", Policy::ManageObjects, create_field);
    add_route(parts, Method::Patch, "/api/v1/objects/{key}/fields/{field}", "change_field", Policy::ManageObjects,
              [&parts](Session& session, Request& request) { return change_field(parts, session, request); });
}

}  // namespace elan::api
