#include "api/openapi.hpp"

#include <fmt/format.h>

#include "api/api.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

std::string lowered(std::string_view word) {
    std::string out(word);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

// "{path}" and "{id}" out of "/api/v1/{path}/{id}".
std::vector<std::string> names_in(std::string_view pattern) {
    std::vector<std::string> names;
    for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
        names.emplace_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
    }
    return names;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    if (const auto place = text.find(what); place != std::string::npos) text.replace(place, what.size(), with);
    return text;
}

void write_schema(JsonWriter& out, const Object& object, const Actor& reader, bool given) {
    out.begin_object().field("type", "object").key("properties").begin_object();
    for (const auto& field : object.fields()) {
        if (field.hidden || !reader.may_see(object, field) || field.secret || (given && field.readonly)) continue;
        JsonWriter title;
        title.text(field.label.fr);
        out.key(field.key).raw(
            replaced(field.type->json_schema(field), "{", fmt::format(R"({{"title":{},)", title.str())));
    }
    out.end_object();
    if (given) out.field("additionalProperties", false);
    out.end_object();
}

void write_inputs(JsonWriter& out, const Action& action) {
    out.begin_object().field("type", "object").field("additionalProperties", false).key("properties").begin_object();
    for (const auto& field : action.fields()) out.key(field.key).raw(field.type->json_schema(field));
    out.end_object();
    bool any = false;
    for (const auto& field : action.fields()) any = any || field.required;
    if (any) {
        out.key("required").begin_array();
        for (const auto& field : action.fields()) {
            if (field.required) out.text(field.key);
        }
        out.end_array();
    }
    out.end_object();
}

class Writing {
 public:
    Writing(const Catalogue& catalogue, const http::Router& router, const Actor& reader)
        : catalogue_(catalogue), router_(router), reader_(reader) {}

    std::string json() {
        out_.begin_object().field("openapi", "3.1.0").key("info").begin_object();
        out_.field("title", "Élan")
            .field("version", "1")
            .field("description", "L’API d’Élan, déduite des déclarations.")
            .end_object();
        collect();
        out_.key("paths").begin_object();
        for (const auto& [path, operations] : paths_) {
            out_.key(path).begin_object();
            for (const auto& [method, operation] : operations) out_.key(method).raw(operation);
            out_.end_object();
        }
        out_.end_object().key("components").begin_object();
        write_components();
        out_.end_object().end_object();
        return out_.take();
    }

 private:
    // A generic route stands for one address an object; one with {action} for one an action.
    void collect() {
        for (const auto& route : router_.routes()) {
            if (route.pattern.find("/{path}") == std::string::npos) {
                add(route, route.pattern, nullptr, nullptr);
                continue;
            }
            for (const auto& object : catalogue_.objects()) collect_object(route, *object);
        }
    }
    void collect_object(const http::Route& route, const Object& object) {
        const auto path = replaced(route.pattern, "{path}", object.path());
        if (path.find("{action}") == std::string::npos) return add(route, path, &object, nullptr);
        for (const auto* action : catalogue_.actions_of(object.key()))
            add(route, replaced(path, "{action}", action->key()), &object, action);
        if (route.name != "bulk_action") return;
        for (const auto* built_in : {"change", "change_each", "delete", "restore"})
            add(route, replaced(path, "{action}", built_in), &object, nullptr);
    }

    void add(const http::Route& route, const std::string& path, const Object* object, const Action* action) {
        JsonWriter out;
        out.begin_object().field("operationId", operation_id(route, path, object)).field("x-policy", route.policy);
        if (object) out.key("tags").begin_array().text(object->plural().fr).end_array();
        if (action) out.field("summary", action->label().fr);
        write_parameters(out, route, path);
        write_body(out, route, object, action);
        out.key("responses").begin_object();
        out.key("2XX").begin_object().field("description", "Fait").end_object();
        out.key("4XX").begin_object().field("description", "Refus expliqué").key("content").begin_object();
        out.key("application/problem+json")
            .begin_object()
            .key("schema")
            .begin_object()
            .field("$ref", "#/components/schemas/Problem")
            .end_object();
        out.end_object().end_object().end_object().end_object().end_object();
        paths_[path][lowered(http::word_of(route.method))] = out.take();
    }

    static std::string operation_id(const http::Route& route, const std::string& path, const Object* object) {
        if (!object) return route.name;
        auto id = route.name + '_' + object->key();
        if (route.pattern.ends_with("{action}")) id += '_' + path.substr(path.rfind('/') + 1);
        return id;
    }

    static void write_parameters(JsonWriter& out, const http::Route& route, const std::string& path) {
        out.key("parameters").begin_array();
        for (const auto& name : names_in(path)) {
            out.begin_object().field("name", name).field("in", "path").field("required", true);
            out.key("schema").begin_object().field("type", "string").end_object().end_object();
        }
        static const std::map<std::string, std::vector<const char*>> queries = {
            {"list_records", {"filter", "sort", "fields", "limit", "cursor", "skip", "total", "bin", "q"}},
            {"group_records", {"by", "every", "from", "until", "figures", "sum", "filter", "q", "bin"}},
            {"total_records", {"figures", "filter", "q", "bin"}},
            {"export_records", {"format", "filter", "sort", "fields", "q"}},
            {"record_history", {"cursor", "limit"}},
            {"record_timeline", {"kinds", "q", "cursor", "limit"}},
            {"list_notifications", {"cursor", "limit"}},
            {"change_feed", {"since", "limit"}},
            {"search", {"q", "object", "limit"}}};
        if (const auto known = queries.find(route.name); known != queries.end()) {
            for (const auto* name : known->second) {
                out.begin_object()
                    .field("name", name)
                    .field("in", "query")
                    .key("schema")
                    .begin_object()
                    .field("type", "string")
                    .end_object()
                    .end_object();
            }
        }
        if (route.method != Method::Get) {
            out.begin_object()
                .field("name", "Idempotency-Key")
                .field("in", "header")
                .key("schema")
                .begin_object()
                .field("type", "string")
                .end_object()
                .end_object();
        }
        if (route.name == "change_record") {
            out.begin_object().field("name", "If-Match").field("in", "header").field("required", true);
            out.key("schema").begin_object().field("type", "string").end_object().end_object();
        }
        out.end_array();
    }

    static void write_body(JsonWriter& out, const http::Route& route, const Object* object, const Action* action) {
        const bool given =
            route.name == "create_record" || route.name == "change_record" || route.name == "check_record";
        const bool inputs = route.name == "run_action" && action;
        if (route.method == Method::Get || route.method == Method::Delete || (!given && !inputs)) return;
        out.key("requestBody")
            .begin_object()
            .key("content")
            .begin_object()
            .key("application/json")
            .begin_object()
            .key("schema");
        if (given) {
            out.begin_object().field("$ref", "#/components/schemas/" + object->key() + "_given").end_object();
        } else {
            write_inputs(out, *action);
        }
        out.end_object().end_object().end_object();
    }

    void write_components() {
        out_.key("securitySchemes")
            .begin_object()
            .key("key")
            .begin_object()
            .field("type", "http")
            .field("scheme", "bearer")
            .end_object()
            .end_object();
        out_.key("schemas").begin_object();
        out_.key("Problem").raw(
            R"({"type":"object","properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string"},"errors":{"type":"array","items":{"type":"object","properties":{"field":{"type":"string"},"message":{"type":"string"}}}}}})");
        for (const auto& object : catalogue_.objects()) {
            write_schema(out_.key(object->key()), *object, reader_, false);
            write_schema(out_.key(object->key() + "_given"), *object, reader_, true);
        }
        out_.end_object();
    }

    const Catalogue& catalogue_;
    const http::Router& router_;
    const Actor& reader_;
    std::map<std::string, std::map<std::string, std::string>> paths_;
    JsonWriter out_;
};

// A page that lists every address without asking anybody else for anything.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<') {
            out += "&lt;";
        } else if (c == '&') {
            out += "&amp;";
        } else {
            out += c;
        }
    }
    return out;
}

Response readable(const Catalogue& catalogue, const http::Router& router, const Actor& reader) {
    std::string body =
        "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\">"
        "<title>API d’Élan</title></head><body><main><h1>API d’Élan</h1>"
        "<p>La description complète est en OpenAPI 3.1 : <a "
        "href=\"/api/v1/openapi.json\">openapi.json</a>.</p><h2>Adresses</h2><table>"
        "<tr><th scope=\"col\">Méthode</th><th scope=\"col\">Adresse</th><th scope=\"col\">Qui</th></tr>";
    for (const auto& route : router.routes()) {
        body += fmt::format("<tr><td>{}</td><td><code>{}</code></td><td>{}</td></tr>", http::word_of(route.method),
                            escaped(route.pattern), escaped(route.policy));
    }
    body += "</table><h2>Objets</h2>";
    for (const auto& object : catalogue.objects()) {
        body += fmt::format(
            "<h3>{} <code>/api/v1/{}</code></h3><table><tr><th scope=\"col\">Champ</th><th scope=\"col\">Type</th><th "
            "scope=\"col\">Nom</th></tr>",
            escaped(object->plural().fr), escaped(object->path()));
        for (const auto& field : object->fields()) {
            if (field.hidden || field.secret || !reader.may_see(*object, field)) continue;
            body += fmt::format("<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>", escaped(field.key),
                                field.type->key(), escaped(field.label.fr));
        }
        body += "</table>";
    }
    return Response::html(body + "</main></body></html>");
}

}  // namespace

std::string openapi_json(const Catalogue& catalogue, const http::Router& router, const Actor& reader) {
    return Writing(catalogue, router, reader).json();
}

std::string typescript(const Catalogue& catalogue) {
    std::string out = "// Generated by `elan openapi --typescript`. Do not edit.\n";
    for (const auto& object : catalogue.objects()) {
        std::string name = object->key();
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
        out += fmt::format("\nexport type {} = {{\n", name);
        for (const auto& field : object->fields()) {
            if (field.secret) continue;
            out += fmt::format("  {}: {} | null\n", field.key, field.type->typescript(field));
        }
        out += "}\n";
    }
    return out;
}

void add_openapi_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/openapi.json", "openapi", Policy::SignedIn,
              [&parts](Session& session, Request&) {
                  return Response::json(openapi_json(session.catalogue(), parts.router, session.actor()));
              });
    add_route(
        parts, Method::Get, "/api/v1/docs", "readable_openapi", Policy::SignedIn,
        [&parts](Session& session, Request&) { return readable(session.catalogue(), parts.router, session.actor()); });
}

}  // namespace elan::api
