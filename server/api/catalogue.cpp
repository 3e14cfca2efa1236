// What the app draws its screens from.
#include "api/api.hpp"
#include "api/catalogue_json.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

void write_label_or_null(JsonWriter& out, std::string_view name, const Label& label) {
    if (label.fr.empty()) {
        out.key(name).null();
    } else {
        write_label(out, name, label);
    }
}

void write_action(JsonWriter& out, const Action& action) {
    out.begin_object().field("key", action.key());
    write_label(out, "label", action.label());
    out.field("icon", action.icon()).field("bulk", action.bulk()).field("primary", action.primary());
    write_label_or_null(out, "confirm", action.confirmation());
    out.key("inputs").begin_array();
    for (const auto& input : action.fields()) write_field(out, input);
    out.end_array().end_object();
}

void write_object(JsonWriter& out, const Session& session, const Object& object) {
    out.begin_object().field("key", object.key()).field("path", object.path());
    write_label(out, "label", object.label());
    write_label(out, "plural", object.plural());
    out.field("icon", object.icon()).field("custom", object.custom()).field("menu", object.in_menu());
    out.key("title_fields").begin_array();
    for (const auto index : object.title_fields()) out.text(object.fields()[index].key);
    out.end_array();
    out.field("title_field", object.fields()[object.title_fields().front()].key);
    for (const auto& [name, field] :
         {std::pair{"board_field", object.board_field()}, std::pair{"owner_field", object.owner_field()},
          std::pair{"told_field", object.told_field()}, std::pair{"start_field", object.start_field()},
          std::pair{"length_field", object.length_field()}}) {
        out.key(name);
        field ? out.text(field->key) : out.null();
    }
    out.key("fields").begin_array();
    for (const auto& field : object.fields()) {
        if (!field.hidden && session.actor().may_see(object, field)) write_field(out, field);
    }
    out.end_array().key("actions").begin_array();
    for (const auto* action : session.catalogue().actions_of(object.key())) {
        if (session.actor().may_run(object, *action)) write_action(out, *action);
    }
    out.end_array().end_object();
}

Response catalogue(Session& session, Request&) {
    JsonWriter out;
    out.begin_object().key("objects").begin_array();
    for (const auto& object : session.catalogue().objects()) {
        if (session.actor().scope(*object, Act::Read) != Scope::None) write_object(out, session, *object);
    }
    out.end_array().key("field_types").begin_array();
    for (const auto* type : field_types()) {
        out.begin_object().field("key", type->key()).field("sortable", type->sortable()).key("operators").begin_array();
        for (const auto op : operators_of(*type)) out.text(op);
        out.end_array().end_object();
    }
    out.end_array().end_object();
    return Response::json(out.take());
}

}  // namespace

void add_catalogue_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/catalogue", "catalogue", Policy::SignedIn, catalogue);
}

}  // namespace elan::api
