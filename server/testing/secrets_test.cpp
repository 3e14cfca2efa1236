// A day at work over the wire, with the log as talkative as it gets: no secret may stand in it afterwards.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "changes/message.hpp"
#include "platform/http/served_log.hpp"
#include "platform/log.hpp"
#include "testing/raw_client.hpp"
#include "testing/smtp_sink.hpp"
#include "testing/test_app.hpp"

namespace elan {
namespace {

using testing::RawClient;
using testing::RawResponse;

constexpr const char* password = "quatre-mots-bien-choisis";
constexpr const char* mail_password = "secret-du-serveur-de-messagerie";
constexpr const char* letter = "Contenu confidentiel de la lettre";
constexpr const char* query_secret = "jeton-dans-une-adresse";

class Secrets : public ::testing::Test {
 protected:
    Secrets() : app(testing::Kind::Sqlite) {
        http::ServerOptions options;
        options.endpoints = {{"127.0.0.1", 0, nullptr}};
        options.served = http::log_served;
        server = std::make_unique<http::Server>(options, app->router());
    }
    RawResponse ask(std::string_view method, std::string_view target, std::string_view body = {},
                    std::string_view headers = {}) {
        RawClient client(server->port());
        return client.ask(
            fmt::format("{} {} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Elan-Request: 1\r\n{}Content-Type: "
                        "application/json\r\nContent-Length: {}\r\n\r\n{}",
                        method, target, headers, body.size(), body));
    }
    static std::string between(const std::string& text, std::string_view before, char after) {
        const auto start = text.find(before);
        if (start == std::string::npos) return {};
        return text.substr(start + before.size(), text.find(after, start + before.size()) - start - before.size());
    }

    testing::TestApp app;
    std::unique_ptr<http::Server> server;
};

TEST_F(Secrets, NeverStandInTheLog) {
    ASSERT_TRUE(log_from("debug"));
    ::testing::internal::CaptureStderr();
    ::testing::internal::CaptureStdout();

    const auto token = app->people().make_link("set_up", "", 86'400'000);
    const auto set_up = ask(
        "POST", "/api/v1/setup",
        fmt::format(
            R"({{"token":"{}","company":"Le Goff","name":"Marie","email":"marie@example.invalid","password":"{}"}})",
            token, password));
    ASSERT_EQ(set_up.status, 201) << set_up.body;
    const auto session = between(set_up.head, "elan_s=", ';');
    const auto cookie = fmt::format("Cookie: elan_s={}\r\n", session);
    ask("POST", "/api/v1/session", fmt::format(R"({{"email":"marie@example.invalid","password":"{}"}})", password));
    ask("POST", "/api/v1/session", R"({"email":"marie@example.invalid","password":"faux-mot-de-passe"})");
    const auto made = ask("POST", "/api/v1/api-keys", R"({"name":"site","scopes":["read"]})", cookie);
    const auto key = between(made.body, "\"key\":\"", '"');
    ASSERT_FALSE(key.empty()) << made.body;
    EXPECT_EQ(ask("GET", "/api/v1/me", {}, fmt::format("Authorization: Bearer {}\r\n", key)).status, 200);
    ask("GET", fmt::format("/reset?token={}", query_secret));
    ask("GET", fmt::format("/api/v1/{}", query_secret), {}, cookie);
    ask("POST", "/api/v1/me/totp", "{}", cookie);

    const testing::SmtpSink sink;
    EXPECT_EQ(
        ask("PATCH", "/api/v1/settings/email",
            fmt::format(
                R"({{"host":"127.0.0.1","port":{},"user":"u","password":"{}","starttls":false,"private_addresses":true,"from":"marie@example.invalid"}})",
                sink.port(), mail_password),
            cookie)
            .status,
        200);
    Session owner(app->workspace(), Actor::system());
    auto sent = owner.make(owner.object(message));
    sent.set(message.to, "client@example.invalid");
    sent.set(message.subject, "Objet");
    sent.set(message.body, letter);
    owner.commit("create", {sent});
    app->email().deliver_waiting();
    ask("POST", "/api/v1/password-reset", R"({"email":"marie@example.invalid"})");
    RawClient(server->port()).ask(fmt::format("GET /{} HTTP/1.1\r\nHost: x\r\nBad header\r\n\r\n", query_secret));
    server->stop();

    const auto log = ::testing::internal::GetCapturedStderr() + ::testing::internal::GetCapturedStdout();
    log_quietly();
    for (const std::string& secret :
         {std::string(password), std::string("faux-mot-de-passe"), std::string(mail_password), std::string(letter),
          std::string(query_secret), token, session, key})
        EXPECT_EQ(log.find(secret), std::string::npos) << secret << "\n" << log;
    EXPECT_NE(log.find("event=request"), std::string::npos) << log;
    EXPECT_NE(log.find("method=\"GET\" route=\"/api/v1/me\" status=\"200\""), std::string::npos) << log;
    EXPECT_NE(log.find("route=\"/api/v1/session\" status=\"401\""), std::string::npos) << log;
}

}  // namespace
}  // namespace elan
