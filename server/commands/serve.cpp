#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include <cstdio>

#include "commands/place.hpp"
#include "platform/http/server.hpp"
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

http::CertificateFiles certificate_files(const Words& words, const std::filesystem::path& folder) {
    if (words.option("--certificate").empty()) return http::own_certificate(folder / "tls");
    return {.certificate = words.option("--certificate"), .key = words.option("--certificate-key")};
}

int serve(const Words& words) {
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN);
    const auto signals = stop_signals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    App app(place_of(words));
    app.start();
    auto endpoint = endpoint_of(words.option("--listen", "127.0.0.1:8080"));
    const bool secure = words.flag("--tls");
    if (secure) endpoint.tls = std::make_shared<http::Tls>(certificate_files(words, app.workspace().folder()));
    http::ServerOptions options;
    options.endpoints = {endpoint};
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
            .details = std::string(place_help) +
                       "  --listen ADRESSE    où écouter (127.0.0.1:8080)\n"
                       "  --tls               chiffre les échanges (TLS 1.3 et 1.2)\n"
                       "  --certificate FICHIER, --certificate-key FICHIER\n"
                       "                      votre certificat ; sans eux, Élan en fabrique un\n",
            .options = with_place({"--listen", "--certificate", "--certificate-key"}),
            .flags = {"--tls"},
            .run = serve};
}

}  // namespace elan
