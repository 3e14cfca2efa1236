// Set-up, sign-in, one's own account, invitations and API keys.
#include <fmt/format.h>

#include "api/api.hpp"
#include "api/record_json.hpp"
#include "changes/company_settings.hpp"
#include "changes/message.hpp"
#include "insight/text/fold.hpp"
#include "insight/text/french_dates.hpp"
#include "people/password.hpp"
#include "people/user.hpp"
#include "platform/http/events.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

std::string member(const JsonDocument& body, std::string_view name) {
    return std::string(text_member(body.root(), name));
}

void write_user(JsonWriter& out, const Record& record) {
    out.begin_object().field("id", record.id()).field("name", record[user.name]).field("email", record[user.email]);
    out.field("role", record[user.role])
        .field("locale", record[user.locale])
        .field("time_zone", record[user.time_zone]);
    write_value(out.key("menu"), user.fields()[user.menu.index], record.value(user.menu.index));
    out.key("team");
    record.has(user.team) ? out.text(record[user.team]) : out.null();
    out.end_object();
}

Response with_cookie(Response response, const Request& request, std::string_view value, std::int64_t seconds) {
    response.header("Set-Cookie",
                    fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}",
                                People::cookie_name(request.secure), value, seconds, request.secure ? "; Secure" : ""));
    return response;
}

Response signed_in_answer(Parts& parts, const Request& request, const SignedIn& signed_in, int status) {
    Session system(parts.workspace, Actor::system());
    JsonWriter out;
    out.begin_object();
    write_user(out.key("user"), system.get(system.object(user), signed_in.user_id));
    out.end_object();
    return with_cookie(Response::json(out.take(), status), request, signed_in.secret, 7 * day_ms / 1000);
}

Response set_up_needed(Parts& parts) {
    JsonWriter out;
    out.begin_object().field("needed", !parts.people.any_user()).end_object();
    return Response::json(out.take());
}

// Everything that can be wrong is told before the one-time link is used up.
void check_set_up(const JsonDocument& body) {
    std::vector<FieldComplaint> complaints;
    if (member(body, "company").empty()) complaints.push_back({"company", "Donnez le nom de votre entreprise."});
    if (member(body, "name").empty()) complaints.push_back({"name", "Donnez votre nom."});
    const auto email = field_type("email").parse(user.fields()[user.email.index], member(body, "email"), {});
    if (!email.ok() || is_empty(email.value))
        complaints.push_back({"email", email.ok() ? "Donnez votre adresse e-mail." : email.complaint});
    const auto password = password_complaint(member(body, "password"), member(body, "email"), member(body, "name"));
    if (!password.empty()) complaints.push_back({"password", password});
    if (!complaints.empty()) refuse(std::move(complaints));
}

// Whoever holds the one-time link of the console opened Élan under the address that colleagues will use; a browser
// that says something else than an address leaves it to be chosen later.
void start_company(Parts& parts, const Request& request, const std::string& name) {
    JsonWriter given;
    given.begin_object().field("name", name).end_object();
    change_company(parts.workspace, JsonDocument(given.str()).root());
    JsonWriter address;
    address.begin_object().field("public_address", request.headers["Origin"]).end_object();
    try {
        change_company(parts.workspace, JsonDocument(address.str()).root());
    } catch (const Refusal&) {
        return;
    }
}

Response set_up(Parts& parts, Request& request) {
    const auto body = json_body(request);
    if (parts.people.any_user()) refuse(Problem::Gone, "L’installation est déjà faite. Connectez-vous.", "set_up_done");
    check_set_up(body);
    parts.people.use_link("set_up", member(body, "token"), request.client_address);

    Session system(parts.workspace, Actor::system());
    auto owner = system.make(system.object(user));
    owner.set(user.name, member(body, "name"));
    owner.put(user.email.index,
              field_type("email").parse(user.fields()[user.email.index], member(body, "email"), {}).value);
    owner.set(user.role, "owner");
    system.commit("set_up", {owner});
    start_company(parts, request, member(body, "company"));
    parts.people.set_password(owner.id(), member(body, "password"));
    return signed_in_answer(
        parts, request,
        parts.people.sign_in_as(owner.id(), request.client_address, std::string(request.headers["User-Agent"])), 201);
}

Response sign_in(Parts& parts, Request& request) {
    const auto body = json_body(request);
    const auto signed_in = parts.people.sign_in({.email = member(body, "email"),
                                                 .password = member(body, "password"),
                                                 .code = member(body, "code"),
                                                 .address = request.client_address,
                                                 .agent = std::string(request.headers["User-Agent"])});
    return signed_in_answer(parts, request, signed_in, 200);
}

std::string session_secret(const Request& request) {
    return std::string(request.cookie(People::cookie_name(request.secure)).value_or(""));
}

Response sign_out(Parts& parts, Request& request) {
    const auto secret = session_secret(request);
    parts.people.sign_out(secret);
    parts.events.close_where([&](const http::Listener& listener) { return listener.session == secret; });
    return with_cookie(Response::empty(), request, "", 0)
        .header("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
}

Response list_sign_ins(Parts& parts, Session& session, Request& request) {
    JsonWriter out;
    out.begin_object().key("sessions").begin_array();
    for (const auto& open : parts.people.open_sign_ins(session.actor().user_id, session_secret(request))) {
        out.begin_object()
            .field("id", open.id)
            .field("created_at", open.created_at)
            .field("last_seen_at", open.last_seen_at);
        out.field("address", open.address).field("agent", open.agent).field("current", open.current).end_object();
    }
    out.end_array().end_object();
    return Response::json(out.take());
}

std::string_view scope_key(Scope scope) {
    static constexpr std::array<std::string_view, 4> keys = {"none", "own", "team", "all"};
    return keys[static_cast<std::size_t>(scope)];
}

std::string_view duty_key(Duty duty) {
    static constexpr std::array<std::string_view, 6> keys = {"manage_users", "manage_objects", "manage_settings",
                                                             "read_audit",   "undo",           "backup"};
    return keys[static_cast<std::size_t>(duty)];
}

void write_permissions(JsonWriter& out, const Session& session) {
    out.begin_object();
    for (const auto& object : session.catalogue().objects()) {
        const auto scope = [&](Act act) { return scope_key(session.actor().scope(*object, act)); };
        out.key(object->key())
            .begin_object()
            .field("read", scope(Act::Read))
            .field("create", scope(Act::Create) != "none");
        out.field("change", scope(Act::Change)).field("delete", scope(Act::Delete));
        out.field("export", scope(Act::Export) != "none").field("import", scope(Act::Import) != "none");
        out.key("readonly_fields").begin_array();
        for (const auto& field : object->fields()) {
            const bool fixed = field.readonly || !session.actor().may_set(*object, field);
            if (fixed && session.actor().may_see(*object, field)) out.text(field.key);
        }
        out.end_array().key("actions").begin_array();
        for (const auto* action : session.catalogue().actions_of(object->key())) {
            if (session.actor().may_run(*object, *action)) out.text(action->key());
        }
        out.end_array().end_object();
    }
    out.end_object();
}

Response me(Parts& parts, Session& session, Request&) {
    const auto record = session.get(session.object(user), session.actor().user_id);
    JsonWriter out;
    out.begin_object();
    write_user(out.key("user"), record);
    out.field("totp", parts.people.has_totp(record.id()));
    write_company(out.key("company"), read_company(parts.workspace));
    write_permissions(out.key("permissions"), session);
    out.key("may").begin_array();
    for (const auto duty : session.actor().role->duties) {
        if (session.actor().may(duty)) out.text(duty_key(duty));
    }
    out.end_array().end_object();
    return Response::json(out.take());
}

// One's own name, language and zone; role and team are for those who manage users.
Response change_me(Session& session, Request& request) {
    const auto body = json_body(request);
    auto record = session.get(session.object(user), session.actor().user_id);
    std::vector<FieldComplaint> complaints;
    simdjson::dom::object members;
    if (body.root().get_object().get(members)) refuse(Problem::Malformed, "Envoyez un objet JSON.");
    for (const auto [key, given] : members) {
        if (key != "name" && key != "locale" && key != "time_zone" && key != "menu")
            complaints.push_back({std::string(key), "Ce champ ne peut pas être modifié."});
    }
    for (const auto index : {user.name.index, user.locale.index, user.time_zone.index, user.menu.index}) {
        const auto& declared = user.fields()[index];
        Json given;
        if (body.root()[declared.key].get(given)) continue;
        auto accepted = declared.type->accept(declared, given);
        const auto* zone = std::get_if<std::string>(&accepted.value);
        if (accepted.ok() && index == user.time_zone.index && !(zone && is_zone(*zone)))
            accepted.complaint = "Ce fuseau horaire n’existe pas.";
        if (accepted.ok()) {
            record.put(index, accepted.value);
        } else {
            complaints.push_back({declared.key, accepted.complaint});
        }
    }
    if (!complaints.empty()) refuse(std::move(complaints));
    require_complete(session, record);
    session.commit("change_account", {record});
    return Response::empty();
}

Response change_password(Parts& parts, Session& session, Request& request) {
    const auto body = json_body(request);
    const auto& id = session.actor().user_id;
    parts.people.require_password(id, member(body, "current"), request.client_address);
    parts.people.set_password(id, member(body, "new"));
    // All sessions ended with the old password; the one at hand goes on under a new secret.
    return signed_in_answer(
        parts, request, parts.people.sign_in_as(id, request.client_address, std::string(request.headers["User-Agent"])),
        200);
}

Response offer_totp(Parts& parts, Session& session, Request&) {
    const auto record = session.get(session.object(user), session.actor().user_id);
    const auto offer = parts.people.offer_totp(record.id(), record[user.email]);
    JsonWriter out;
    out.begin_object()
        .field("secret", offer.secret)
        .field("uri", offer.address)
        .field("qr_svg", offer.picture)
        .end_object();
    return Response::json(out.take());
}

Response confirm_totp(Parts& parts, Session& session, Request& request) {
    const auto body = json_body(request);
    JsonWriter out;
    out.begin_object().key("recovery_codes").begin_array();
    for (const auto& code :
         parts.people.confirm_totp(session.actor().user_id, member(body, "code"), request.client_address))
        out.text(code);
    out.end_array().end_object();
    return Response::json(out.take());
}

Response remove_totp(Parts& parts, Session& session, Request& request) {
    const auto body = json_body(request);
    parts.people.require_password(session.actor().user_id, member(body, "password"), request.client_address);
    parts.people.remove_totp(session.actor().user_id);
    return Response::empty();
}

// Counted by the address that was written, whether or not anyone has it: the answer must not tell.
void count_mail(Parts& parts, const Request& request, const std::string& email) {
    constexpr std::string_view sentence = "Trop de messages ont été demandés. Réessayez dans une heure.";
    parts.limits.mails_from_address.spend(request.client_address, sentence);
    parts.limits.mails_to_account.spend(fold(email), sentence);
}

Response ask_reset(Parts& parts, Request& request) {
    const auto body = json_body(request);
    count_mail(parts, request, member(body, "email"));
    if (const auto id = parts.people.user_by_email(member(body, "email"))) {
        const auto link =
            public_address(parts.workspace) + "/reset?token=" + parts.people.make_link("reset", *id, 3600 * 1000);
        Session system(parts.workspace, Actor::system());
        const auto record = system.get(system.object(user), *id);
        auto letter = system.make(system.object(message));
        letter.set(message.to, record[user.email]);
        letter.set(message.subject, "Votre nouveau mot de passe Élan");
        // Colleagues read the list of messages; whoever reads the link may take the account.
        letter.set(message.body, "Un lien pour choisir un nouveau mot de passe ; il n’est montré qu’au destinataire.");
        letter.set(
            message.sealed_body,
            fmt::format("Bonjour {},\n\nPour choisir un nouveau mot de passe, ouvrez ce lien dans l’heure :\n{}\n\n"
                        "Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.\n\nÉlan",
                        record[user.name], link));
        system.commit("reset_password", {letter});
    }
    return Response::json("{}", 202);
}

Response choose_password(Parts& parts, Request& request, std::string_view purpose) {
    const auto body = json_body(request);
    const auto complaint = password_complaint(member(body, "password"), "", "");
    if (!complaint.empty()) refuse({{"password", complaint}});
    const auto id = parts.people.use_link(purpose, member(body, "token"), request.client_address);
    parts.people.set_password(id, member(body, "password"));
    return Response::empty();
}

// A new account begins with the company's language and zone, unless others are given.
std::string as_company_speaks(Workspace& workspace, Json given) {
    const auto company = read_company(workspace);
    JsonWriter out;
    out.begin_object();
    for (const auto& [key, value] : given.get_object()) out.key(key).raw(simdjson::minify(value));
    const auto add = [&](const FieldDeclaration& field, const std::string& text) {
        if (Json chosen; given[field.key].get(chosen)) out.field(field.key, text);
    };
    add(user.fields()[user.locale.index], company[company_settings.language]);
    add(user.fields()[user.time_zone.index], company[company_settings.time_zone]);
    out.end_object();
    return out.take();
}

Response invite(Parts& parts, Session& session, Request& request) {
    const auto body = json_body(request);
    count_mail(parts, request, member(body, "email"));
    const auto given = as_company_speaks(parts.workspace, body.root());
    const auto record = create_record(session, session.object(user), JsonDocument(given).root());
    const auto link = public_address(parts.workspace) +
                      "/invitation?token=" + parts.people.make_link("invitation", record.id(), 7 * day_ms);
    JsonWriter out;
    out.begin_object().field("id", record.id()).field("link", link).end_object();
    return Response::json(out.take(), 201);
}

Response set_active(Parts& parts, Session& session, Request& request, bool active) {
    auto record = session.get(session.object(user), std::string(request.names["id"]));
    refuse_if(record.id() == session.actor().user_id, "Vous ne pouvez pas désactiver votre propre compte.");
    record.set(user.active, std::int64_t{active});
    session.commit(active ? "enable" : "disable", {record});
    if (!active) parts.people.end_all_sign_ins(record.id());
    JsonWriter out;
    begin_record_answer(out, session, record);
    out.end_object();
    return Response::json(out.take());
}

Response list_roles(Session& session, Request&) {
    JsonWriter out;
    out.begin_array();
    for (const auto& one : roles()) {
        out.begin_object()
            .field("key", one.key)
            .key("label")
            .begin_object()
            .field("fr", one.label.fr)
            .field("en", one.label.en)
            .end_object();
        out.key("grants").begin_object();
        for (const auto& object : session.catalogue().objects()) {
            const auto& grant = one.on(object->key());
            out.key(object->key()).begin_object();
            for (const auto& [act, name] : {std::pair{Act::Read, "read"}, std::pair{Act::Create, "create"},
                                            std::pair{Act::Change, "change"}, std::pair{Act::Delete, "delete"},
                                            std::pair{Act::Export, "export"}, std::pair{Act::Import, "import"}}) {
                out.field(name, scope_key(grant.scope(act)));
            }
            out.end_object();
        }
        out.end_object().key("duties").begin_array();
        for (const auto duty : one.duties) out.text(duty_key(duty));
        out.end_array().end_object();
    }
    out.end_array();
    return Response::json(out.take());
}

bool sees_all_keys(const Session& session) { return session.actor().may(Duty::ManageUsers); }

Response list_keys(Parts& parts, Session& session, Request&) {
    JsonWriter out;
    out.begin_object().key("keys").begin_array();
    for (const auto& key : parts.people.keys_of(sees_all_keys(session) ? "" : session.actor().user_id)) {
        out.begin_object()
            .field("id", key.id)
            .field("name", key.name)
            .field("user", key.user_id)
            .field("scopes", key.scopes);
        out.field("created_at", key.created_at).field("expires_at", key.expires_at).key("last_used_at");
        key.last_used_at ? out.integer(key.last_used_at) : out.null();
        out.end_object();
    }
    out.end_array().end_object();
    return Response::json(out.take());
}

// A key never holds a scope that its maker does not have.
Response make_key(Parts& parts, Session& session, Request& request) {
    const auto body = json_body(request);
    const auto now = session.now_ms();
    std::vector<FieldComplaint> complaints;
    std::string scopes;
    simdjson::dom::array given;
    if (body.root()["scopes"].get_array().get(given)) given = {};
    for (const auto one : given) {
        std::string_view scope;
        if (one.get_string().get(scope) || !session.actor().scopes.contains(std::string(scope))) {
            complaints.push_back({"scopes", "Cette portée n’existe pas ou dépasse vos droits."});
        } else {
            scopes += (scopes.empty() ? "" : ",") + std::string(scope);
        }
    }
    if (scopes.empty() && complaints.empty()) complaints.push_back({"scopes", "Choisissez au moins une portée."});
    if (member(body, "name").empty()) complaints.push_back({"name", "Donnez un nom à cette clé."});
    std::int64_t expires_at = now + 90 * day_ms;
    if (Json until; !body.root()["expires_at"].get(until) && !until.is_null()) {
        if (until.get_int64().get(expires_at) || expires_at <= now || expires_at > now + 366 * day_ms)
            complaints.push_back({"expires_at", "Une clé vaut un an au plus."});
    }
    if (!complaints.empty()) refuse(std::move(complaints));
    const auto [id, key] = parts.people.make_key(session.actor().user_id, member(body, "name"), scopes, expires_at);
    JsonWriter out;
    out.begin_object().field("id", id).field("key", key).end_object();
    return Response::json(out.take(), 201);
}

Response remove_key(Parts& parts, Session& session, Request& request) {
    const bool removed = parts.people.remove_key(std::string(request.names["id"]),
                                                 sees_all_keys(session) ? "" : session.actor().user_id);
    if (!removed) refuse(Problem::NotFound, "Cette clé n’existe pas.");
    return Response::empty();
}

// Adds routes whose handlers take the parts, the session, or both.
class Adding {
 public:
    explicit Adding(Parts& parts) : parts_(parts) {}
    void open(Method method, const char* pattern, const char* name, Response (*handler)(Parts&, Request&)) {
        add_route(parts_, method, pattern, name, Policy::Anyone,
                  [&parts = parts_, handler](Session&, Request& request) { return handler(parts, request); },
                  {.keeps_answer = false});
    }
    void own(Method method, const char* pattern, const char* name, Response (*handler)(Parts&, Session&, Request&),
             Policy policy = Policy::SignedIn) {
        add_route(
            parts_, method, pattern, name, policy,
            [&parts = parts_, handler](Session& session, Request& request) { return handler(parts, session, request); },
            {.keeps_answer = false});
    }

 private:
    Parts& parts_;
};

}  // namespace

void add_people_routes(Parts& parts) {
    Adding add(parts);
    add.open(Method::Get, "/api/v1/setup", "set_up_needed", [](Parts& p, Request&) { return set_up_needed(p); });
    add.open(Method::Post, "/api/v1/setup", "set_up", set_up);
    add.open(Method::Post, "/api/v1/session", "sign_in", sign_in);
    add.open(Method::Delete, "/api/v1/session", "sign_out", sign_out);
    add.open(Method::Post, "/api/v1/password-reset", "ask_password_reset", ask_reset);
    add.open(Method::Post, "/api/v1/password-reset/confirm", "reset_password",
             [](Parts& p, Request& r) { return choose_password(p, r, "reset"); });
    add.open(Method::Post, "/api/v1/invitation/accept", "accept_invitation",
             [](Parts& p, Request& r) { return choose_password(p, r, "invitation"); });
    add.own(Method::Get, "/api/v1/sessions", "list_sign_ins", list_sign_ins, Policy::InPerson);
    add.own(
        Method::Delete, "/api/v1/sessions/{id}", "end_sign_in",
        [](Parts& p, Session& s, Request& r) {
            p.people.end_sign_in(s.actor().user_id, std::string(r.names["id"]));
            return Response::empty();
        },
        Policy::InPerson);
    add.own(Method::Get, "/api/v1/me", "me", me);
    add.own(Method::Patch, "/api/v1/me", "change_me", [](Parts&, Session& s, Request& r) { return change_me(s, r); });
    add.own(Method::Post, "/api/v1/me/password", "change_password", change_password, Policy::InPerson);
    add.own(Method::Post, "/api/v1/me/totp", "offer_totp", offer_totp, Policy::InPerson);
    add.own(Method::Post, "/api/v1/me/totp/confirm", "confirm_totp", confirm_totp, Policy::InPerson);
    add.own(Method::Delete, "/api/v1/me/totp", "remove_totp", remove_totp, Policy::InPerson);
    add.own(Method::Post, "/api/v1/users/invite", "invite_user", invite, Policy::ManageUsers);
    add.own(
        Method::Post, "/api/v1/users/{id}/disable", "disable_user",
        [](Parts& p, Session& s, Request& r) { return set_active(p, s, r, false); }, Policy::ManageUsers);
    add.own(
        Method::Post, "/api/v1/users/{id}/enable", "enable_user",
        [](Parts& p, Session& s, Request& r) { return set_active(p, s, r, true); }, Policy::ManageUsers);
    add.own(Method::Get, "/api/v1/roles", "list_roles",
            [](Parts&, Session& s, Request& r) { return list_roles(s, r); });
    add.own(Method::Get, "/api/v1/api-keys", "list_api_keys", list_keys, Policy::InPerson);
    add.own(Method::Post, "/api/v1/api-keys", "make_api_key", make_key, Policy::InPerson);
    add.own(Method::Delete, "/api/v1/api-keys/{id}", "remove_api_key", remove_key, Policy::InPerson);
}

}  // namespace elan::api
