#include "commands/limit_options.hpp"

#include <fmt/format.h>

namespace elan {

namespace {

constexpr std::int64_t most = 1'000'000;

struct LimitOption {
    std::string name;
    std::int64_t api::Allowances::*limit;
    std::string about;
    std::int64_t least = 0;
};

// Their defaults stand in Allowances.
const std::vector<LimitOption>& limits() {
    using Allowed = api::Allowances;
    static const std::vector<LimitOption> all = {
        {"key-requests-per-minute", &Allowed::key_requests_per_minute, "demandes par minute d’une clé d’API."},
        {"person-requests-per-minute", &Allowed::person_requests_per_minute,
         "demandes par minute d’une personne connectée."},
        {"requests-at-once", &Allowed::requests_at_once, "demandes en cours en même temps."},
        {"long-requests-at-once", &Allowed::long_requests_at_once, "demandes en cours depuis plus de cinq secondes."},
        {"exports-per-day", &Allowed::exports_per_day, "exports par jour et par personne."},
        {"mails-per-account", &Allowed::mails_per_account,
         "invitations et mots de passe oubliés par heure pour une même adresse e-mail."},
        {"mails-per-address", &Allowed::mails_per_address,
         "invitations et mots de passe oubliés par heure depuis une même connexion."},
        {"form-sends-per-hour", &Allowed::form_sends_per_hour,
         "envois d’un formulaire public par heure depuis une même connexion."},
        {"streams-per-person", &Allowed::streams_per_person, "écrans tenus à jour en direct, par personne.", 1},
        {"streams", &Allowed::streams, "écrans tenus à jour en direct, en tout.", 1}};
    return all;
}

}  // namespace

std::vector<config::Option> limit_options() {
    const api::Allowances otherwise;
    std::vector<config::Option> options;
    for (const auto& [name, limit, about, least] : limits()) {
        options.push_back({.name = name,
                           .value = "N",
                           .otherwise = std::to_string(otherwise.*limit),
                           .about = about + (least == 0 ? " 0 : sans limite." : "")});
    }
    return options;
}

api::Allowances allowances_of(const config::Choices& chosen) {
    api::Allowances allowed;
    for (const auto& [name, limit, about, least] : limits()) allowed.*limit = chosen.number(name, least, most);
    return allowed;
}

}  // namespace elan
