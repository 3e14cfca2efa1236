#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <sstream>

#include "commands/limit_options.hpp"
#include "commands/place.hpp"
#include "platform/http/served_log.hpp"
#include "platform/log.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

constexpr std::int64_t a_day_ms = 24LL * 3600 * 1000;

http::Endpoint endpoint_of(const std::string& text) {
    const auto colon = text.rfind(':');
    const int port = colon == std::string::npos ? -1 : std::atoi(text.c_str() + colon + 1);
    if (port < 0 || port > 65535) refuse(Problem::Invalid, "Donnez l’adresse d’écoute sous la forme 127.0.0.1:8080.");
    http::Endpoint endpoint;
    endpoint.address = text.substr(0, colon);
    if (endpoint.address.starts_with('[') && endpoint.address.ends_with(']'))
        endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
    endpoint.port = static_cast<std::uint16_t>(port);
    return endpoint;
}

// Signals are taken by one thread that waits for them; all others leave them alone.
sigset_t stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
    return set;
}

void greet(App& app, const std::string& address) {
    fmt::print("Élan est ouvert : {}\n", address);
    if (!app.people().any_user()) {
        fmt::print("Première installation, lien à usage unique (valable un jour) :\n  {}/setup?token={}\n", address,
                   app.people().make_link("set_up", "", a_day_ms));
    }
    std::fflush(stdout);
}

// "a, b" as {"a", "b"}.
std::vector<std::string> list_of(const std::string& text) {
    std::vector<std::string> items;
    std::istringstream rest(text);
    for (std::string item; std::getline(rest, item, ',');) {
        std::erase(item, ' ');
        if (!item.empty()) items.push_back(item);
    }
    return items;
}

http::CertificateFiles certificate_files(const config::Choices& chosen, const std::filesystem::path& folder) {
    if (chosen.option("certificate").empty()) return http::own_certificate(folder / "tls");
    return {.certificate = chosen.option("certificate"), .key = chosen.option("certificate-key")};
}

std::vector<config::Option> with_limits(std::vector<config::Option> options) {
    const auto limits = limit_options();
    options.insert(options.end(), limits.begin(), limits.end());
    return options;
}

int serve(const config::Choices& chosen) {
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN);
    const auto signals = stop_signals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    App app(place_of(chosen), {}, allowances_of(chosen));
    app.start();
    auto endpoint = endpoint_of(chosen.option("listen"));
    const bool secure = chosen.flag("tls");
    if (secure) endpoint.tls = std::make_shared<http::Tls>(certificate_files(chosen, app.workspace().folder()));
    http::ServerOptions options;
    options.endpoints = {endpoint};
    options.trusted_proxies = list_of(chosen.option("trusted-proxies"));
    options.served = http::log_served;
    http::Server server(options, app.router());
    greet(app, fmt::format("{}://{}:{}", secure ? "https" : "http",
                           endpoint.address == "127.0.0.1" ? "localhost" : endpoint.address, server.port()));

    int received = 0;
    ::sigwait(&signals, &received);
    log_info("server.stopping");
    server.stop();
    app.stop();
    return 0;
}

}  // namespace

Command serve_command() {
    return {.name = "serve",
            .usage = "elan serve [--data DOSSIER] [--listen ADRESSE:PORT] [--tls]",
            .about = "Sert l’application et l’API.",
            .options = with_place(with_limits(
                {{.name = "listen",
                  .value = "ADRESSE:PORT",
                  .otherwise = "127.0.0.1:8080",
                  .about = "où écouter ; « [::]:8080 » pour toutes les adresses de la machine."},
                 {.name = "tls", .value = "", .otherwise = "", .about = "chiffre les échanges (TLS 1.3 et 1.2)."},
                 {.name = "certificate",
                  .value = "FICHIER",
                  .otherwise = "",
                  .about = "votre certificat et sa chaîne (PEM) ; sans lui, Élan en fabrique un."},
                 {.name = "certificate-key",
                  .value = "FICHIER",
                  .otherwise = "",
                  .about = "la clé de ce certificat (PEM)."},
                 {.name = "trusted-proxies",
                  .value = "LISTE",
                  .otherwise = "",
                  .about = "adresses ou réseaux des serveurs mandataires qui disent l’adresse du visiteur, séparés par "
                           "des virgules."}})),
            .run = serve};
}

}  // namespace elan
