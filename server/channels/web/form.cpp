#include "channels/web/form.hpp"

#include <fmt/format.h>

#include "channels/web/form_page.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"

namespace elan {

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr std::string_view trap_field = "adresse_du_site";
constexpr std::string_view once_field = "envoi";
constexpr std::int64_t hour_ms = 3600 * 1000;

Actor stranger() {
    auto actor = Actor::system();
    actor.name = "Formulaire";
    actor.way = Way::Form;
    return actor;
}

// What tells one sending from another: the number in the page, or without one the content itself.
std::string sending(const WebForm& form, const http::Parameters& given) {
    std::string text = form.slug + '\n' + std::string(given[once_field]);
    if (given[once_field].empty()) {
        for (const auto& [name, value] : given) text += name + '=' + value + '\n';
    }
    return base64url(sha256(text));
}

Record filled(Session& session, const WebForm& form, const http::Parameters& given) {
    const auto& object = session.catalogue().object(form.object);
    auto record = session.make(object);
    std::vector<FieldComplaint> complaints;
    auto put = [&](const std::string& key, std::string_view text) {
        const auto* field = object.find(key);
        if (!field) return;
        auto accepted = field->type->parse(*field, text, {});
        if (accepted.ok()) return record.put(*field, std::move(accepted.value));
        complaints.push_back({key, accepted.complaint});
    };
    for (const auto& key : form.fields) put(key, given[key]);
    for (const auto& [key, text] : form.values) put(key, text);
    for (const auto& key : form.fields) {
        const auto* field = object.find(key);
        const bool complained =
            std::ranges::any_of(complaints, [&](const auto& complaint) { return complaint.field == key; });
        if (field && field->required && !complained && is_empty(record.value(*field)))
            complaints.push_back({key, "Ce champ est nécessaire."});
    }
    if (!complaints.empty()) refuse(std::move(complaints));
    return record;
}

}  // namespace

WebForms::WebForms(Workspace& workspace, std::vector<WebForm> forms, std::int64_t sends_per_hour)
    : workspace_(workspace), forms_(std::move(forms)), sent_(workspace.clock(), sends_per_hour, hour_ms) {}

void WebForms::add_routes(http::Router& router) {
    router.add({.method = Method::Get,
                .pattern = "/form/{slug}",
                .name = "show_form",
                .policy = "anyone",
                .answer = [this](Request& r) { return show(r); }});
    router.add({.method = Method::Post,
                .pattern = "/form/{slug}",
                .name = "send_form",
                .policy = "anyone",
                .answer = [this](Request& r) { return take(r); },
                .body_limit = http::form_limit});
    router.add({.method = Method::Get,
                .pattern = "/form/{slug}/merci",
                .name = "form_sent",
                .policy = "anyone",
                .answer = [this](Request& r) { return Response::html(thanks_page(form_at(r))); }});
    router.add({.method = Method::Get,
                .pattern = "/form/style.css",
                .name = "form_style",
                .policy = "anyone",
                .answer = [](Request&) {
                    return Response::fixed(form_style(), "text/css; charset=utf-8", http::Purpose::Asset);
                }});
}

const WebForm& WebForms::form_at(const Request& request) const {
    const auto found = std::ranges::find(forms_, request.names["slug"], &WebForm::slug);
    if (found == forms_.end()) refuse(Problem::NotFound, "Ce formulaire n’existe pas.");
    return *found;
}

Response WebForms::show(Request& request) {
    const auto& form = form_at(request);
    return Response::html(
        form_page(form, workspace_.catalogue().object(form.object), {}, {}, workspace_.randomness().secret()));
}

// Robots and people are told the same, so that a robot learns nothing.
Response WebForms::take(Request& request) {
    const auto& form = form_at(request);
    const auto thanks = Response::redirect(fmt::format("/form/{}/merci", form.slug));
    const auto given = http::read_form(request.whole_body());
    if (!given[trap_field].empty()) return thanks;
    sent_.spend(request.client_address, "Trop d’envois depuis votre connexion. Réessayez dans une heure.");
    try {
        capture(form, given, sending(form, given));
    } catch (const Refusal& refusal) {
        if (refusal.problem != Problem::Invalid) throw;
        return Response::html(form_page(form, workspace_.catalogue().object(form.object), given, refusal.errors,
                                        std::string(given[once_field])),
                              422);
    }
    return thanks;
}

// False when this sending was stored before.
bool WebForms::capture(const WebForm& form, const http::Parameters& given, const std::string& once) {
    Session session(workspace_, stranger());
    Commit what{.action = "capture", .records = {filled(session, form, given)}};
    struct SentBefore : std::exception {};
    what.first = [&](db::Connection& connection) {
        const auto fresh = connection.execute(
            "insert into idempotency (actor, key, request, status, body, created_at) values ('form', $1, '', 303, '', "
            "$2) "
            "on conflict (actor, key) do nothing",
            db::Values{once, session.now_ms()});
        if (fresh == 0) throw SentBefore();
    };
    try {
        session.commit(std::move(what));
        return true;
    } catch (const SentBefore&) {
        return false;
    }
}

}  // namespace elan
