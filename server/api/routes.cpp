#include <fmt/format.h>

#include "api/api.hpp"
#include "api/idempotency.hpp"
#include "platform/crypto/hash.hpp"

namespace elan::api {

namespace {

bool changes_something(http::Method method) {
    return method != http::Method::Get && method != http::Method::Head && method != http::Method::Options;
}

// A browser sends the session cookie along with any request; only our own app also sends this header, which a foreign
// page cannot add without asking first (reliability D.2).
void require_own_app(const http::Request& request) {
    const auto site = request.headers["Sec-Fetch-Site"];
    const bool foreign = !site.empty() && site != "same-origin" && site != "none";
    if (foreign || !request.headers.has("X-Elan-Request")) {
        refuse(Problem::Forbidden, "Cette demande ne vient pas de l’application.", "cross_site");
    }
}

Actor actor_of(Parts& parts, const http::Request& request, Policy policy) {
    const auto authorization = request.headers["Authorization"];
    if (authorization.starts_with("Bearer "))
        return parts.people.actor_of_key(authorization.substr(7), request.client_address);
    const auto cookie = request.cookie(People::cookie_name(request.secure));
    if (cookie) {
        if (auto actor = parts.people.actor_of_session(*cookie)) {
            if (changes_something(request.method)) require_own_app(request);
            return *actor;
        }
    }
    if (policy == Policy::Anyone) return People::nobody();
    refuse(Problem::Unauthenticated, "Connectez-vous pour continuer.", "sign_in");
}

// A key has its own count, whoever made it; a person has one for all his screens.
void count_request(Limits& limits, const Actor& actor, const http::Request& request) {
    constexpr std::string_view sentence = "Trop de demandes en une minute. Patientez un instant avant de continuer.";
    const auto authorization = request.headers["Authorization"];
    if (!authorization.empty()) return limits.of_key.spend(sha256(authorization), sentence);
    if (!actor.user_id.empty()) limits.of_person.spend(actor.user_id, sentence);
}

// What a key may not write it may not send either: files, imports and shares are no records with a scope of their own.
void check_scopes(const Session& session, const http::Request& request) {
    const auto& scopes = session.actor().scopes;
    const bool writes = scopes.contains("write") || scopes.contains("import") || scopes.contains("admin");
    if (session.actor().way == Way::Api && changes_something(request.method) && !writes)
        refuse(Problem::Forbidden, "Cette clé d’API ne permet que de lire.", "scope");
}

void check_policy(const Session& session, Policy policy) {
    static const std::map<Policy, Duty> duties = {{Policy::ManageUsers, Duty::ManageUsers},
                                                  {Policy::ManageObjects, Duty::ManageObjects},
                                                  {Policy::ManageSettings, Duty::ManageSettings},
                                                  {Policy::ReadAudit, Duty::ReadAudit}};
    if (policy == Policy::InPerson && session.actor().way != Way::Screen) {
        refuse(Problem::Forbidden, "Une clé d’API ne suffit pas ici : connectez-vous vous-même.", "in_person");
    }
    const auto duty = duties.find(policy);
    if (duty != duties.end() && !session.actor().may(duty->second)) {
        refuse(Problem::Forbidden, "Vos droits ne permettent pas cette opération. Demandez à un administrateur.");
    }
}

}  // namespace

std::string_view policy_key(Policy policy) {
    static constexpr std::array<std::string_view, 7> keys = {
        "anyone", "signed_in", "in_person", "manage_users", "manage_objects", "manage_settings", "read_audit"};
    return keys[static_cast<std::size_t>(policy)];
}

void add_route(Parts& parts, http::Method method, std::string pattern, std::string name, Policy policy, Handler handler,
               RouteOptions options) {
    auto answer = [&parts, policy, handler = std::move(handler),
                   keeps = options.keeps_answer && changes_something(method)](http::Request& request) {
        const auto place = parts.limits.at_work.enter();
        Session session(parts.workspace, actor_of(parts, request, policy));
        count_request(parts.limits, session.actor(), request);
        request.actor = session.actor().user_id;
        check_scopes(session, request);
        check_policy(session, policy);
        return keeps ? answer_once(session, request, handler) : handler(session, request);
    };
    parts.router.add({.method = method,
                      .pattern = std::move(pattern),
                      .name = std::move(name),
                      .policy = std::string(policy_key(policy)),
                      .answer = std::move(answer),
                      .body_limit = options.body_limit});
}

const Object& object_at(Session& session, const http::Request& request) {
    const auto* object = session.catalogue().find_path(request.names["path"]);
    if (!object || session.actor().scope(*object, Act::Read) == Scope::None) {
        refuse(Problem::NotFound, "Cette adresse n’existe pas.");
    }
    return *object;
}

JsonDocument json_body(const http::Request& request) {
    const auto body = request.whole_body();
    if (body.empty()) return JsonDocument("{}");
    if (request.content_type() != "application/json") {
        refuse(Problem::UnsupportedType, "Envoyez du JSON, avec l’en-tête Content-Type: application/json.");
    }
    return JsonDocument(body);
}

std::int64_t whole_number(const http::Request& request, std::string_view name, std::int64_t otherwise,
                          std::int64_t least, std::int64_t most) {
    const auto given = request.query[name];
    if (given.empty()) return otherwise;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
    if (error != std::errc() || end != given.data() + given.size() || number < least || number > most) {
        refuse({{std::string(name), fmt::format("Donnez un nombre entier entre {} et {}.", least, most)}});
    }
    return number;
}

}  // namespace elan::api
