// What every answer says to browsers, over a real connection, class by class (reliability D.1); and what a body may be.
#include <gtest/gtest.h>

#include <set>

#include "people/user.hpp"
#include "platform/http/server.hpp"
#include "testing/raw_client.hpp"
#include "testing/test_app.hpp"

namespace elan::testing {
namespace {

using Lines = std::set<std::string>;

// Those that a browser's safety depends on, with the whole of what is said under other names left out.
Lines safety_of(const RawResponse& response) {
    static const Lines others = {"Date",     "Content-Type",        "Content-Length",    "Connection",
                                 "ETag",     "Content-Disposition", "Transfer-Encoding", "Set-Cookie",
                                 "Location", "X-Request-Id"};
    Lines lines;
    for (std::size_t start = response.head.find("\r\n") + 2; start < response.head.size() - 2;) {
        const auto end = response.head.find("\r\n", start);
        const auto line = response.head.substr(start, end - start);
        if (!others.contains(line.substr(0, line.find(':')))) {
            EXPECT_TRUE(lines.insert(line).second) << line;
        }
        start = end + 2;
    }
    return lines;
}

Lines with(Lines lines, const Lines& more) {
    lines.insert(more.begin(), more.end());
    return lines;
}

const Lines everywhere = {"X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer",
                          "Cross-Origin-Resource-Policy: same-origin", "Cache-Control: no-store"};
const Lines of_api = with(everywhere, {"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
                                       "Vary: Accept-Encoding, Origin, Cookie, Authorization"});
// Differs from the table in the two ways that security_headers.hpp explains: style-src-attr, and no trusted types.
const Lines of_screens = with(
    everywhere,
    {"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr "
     "'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
     "manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-src 'self'; frame-ancestors "
     "'none'",
     "Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
     "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Embedder-Policy: require-corp", "Vary: Accept-Encoding"});
const Lines of_attachments =
    with(everywhere, {"Content-Security-Policy: sandbox; default-src 'none'", "Vary: Accept-Encoding"});

class HeadersTest : public ::testing::Test {
 protected:
    HeadersTest() {
        app.owner();
        http::ServerOptions options;
        options.endpoints = {{"127.0.0.1", 0, nullptr}};
        options.workers = 2;
        server = std::make_unique<http::Server>(options, app->router());
        const auto id = app->people().user_by_email("marie@example.invalid");
        cookie = "Cookie: elan_s=" + app->people().sign_in_as(*id, "127.0.0.1", "").secret + "\r\n";
    }
    RawResponse ask(const std::string& method, const std::string& target, const std::string& headers = "",
                    const std::string& body = "") {
        RawClient client(server->port());
        return client.ask(method + ' ' + target + " HTTP/1.1\r\nHost: x\r\nX-Elan-Request: 1\r\n" + headers +
                          "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    RawResponse post(const std::string& target, const std::string& body) {
        return ask("POST", target, cookie + "Content-Type: application/json\r\n", body);
    }

    TestApp app{Kind::Sqlite};
    std::unique_ptr<http::Server> server;
    std::string cookie;
};

TEST_F(HeadersTest, Data) {
    for (const auto* target : {"/api/v1/leads", "/api/v1/me", "/api/v1/catalogue", "/api/v1/openapi.json"}) {
        const auto response = ask("GET", target, cookie);
        EXPECT_EQ(response.status, 200) << target;
        EXPECT_EQ(response.header("Content-Type"), "application/json") << target;
        EXPECT_EQ(safety_of(response), of_api) << target;
    }
}

TEST_F(HeadersTest, Refusals) {
    EXPECT_EQ(safety_of(ask("GET", "/api/v1/leads")), of_api);
    EXPECT_EQ(safety_of(ask("GET", "/api/v1/rien", cookie)), of_api);
    EXPECT_EQ(safety_of(post("/api/v1/leads", "{")), of_api);
    EXPECT_EQ(ask("GET", "/api/v1/leads").header("Content-Type"), "application/problem+json");
}

TEST_F(HeadersTest, Screens) {
    for (const auto* target : {"/form/contact", "/form/contact/merci", "/api/v1/docs"}) {
        const auto response = ask("GET", target, cookie);
        EXPECT_EQ(response.status, 200) << target;
        EXPECT_EQ(safety_of(response), of_screens) << target;
    }
}

TEST_F(HeadersTest, Downloads) {
    for (const auto* format : {"csv", "json", "xlsx"}) {
        const auto response = ask("GET", std::string("/api/v1/leads/export?format=") + format, cookie);
        EXPECT_EQ(response.status, 200) << format;
        EXPECT_TRUE(response.header("Content-Disposition").starts_with("attachment;")) << format;
        EXPECT_EQ(safety_of(response), of_attachments) << format;
    }
    // Whatever a person calls his file, it is never shown as ours.
    const auto sent = ask("POST", "/api/v1/files?name=page.html", cookie + "Content-Type: text/html\r\n", "<script>");
    ASSERT_EQ(sent.status, 201);
    const auto id = std::string(JsonDocument(sent.body).root()["id"].get_string().value());
    const auto file = ask("GET", "/api/v1/files/" + id, cookie);
    EXPECT_EQ(file.header("Content-Type"), "application/octet-stream");
    EXPECT_EQ(safety_of(file), of_attachments);
}

TEST_F(HeadersTest, SigningOutForgets) {
    EXPECT_EQ(safety_of(ask("DELETE", "/api/v1/session", cookie)),
              with(of_api, {R"(Clear-Site-Data: "cache", "cookies", "storage")"}));
}

TEST_F(HeadersTest, NothingAllowsAnotherOrigin) {
    const auto response = ask("GET", "/api/v1/leads", cookie + "Origin: https://ailleurs.example\r\n");
    EXPECT_EQ(safety_of(response), of_api);
    EXPECT_EQ(
        ask("OPTIONS", "/api/v1/leads", "Origin: https://ailleurs.example\r\n").header("Access-Control-Allow-Origin"),
        "");
}

TEST_F(HeadersTest, TwoMegabytesOfJsonAreRefusedAndChangeNothing) {
    const auto response = post("/api/v1/leads", R"({"name":")" + std::string(2'000'000, 'x') + "\"}");
    EXPECT_EQ(response.status, 413);
    EXPECT_NE(response.body.find(R"("code":"too_large")"), std::string::npos) << response.body;
    EXPECT_EQ(safety_of(response), of_api);
    EXPECT_EQ(JsonDocument(ask("GET", "/api/v1/leads?total=true", cookie).body).root()["total"].get_int64().value(), 0);
}

}  // namespace
}  // namespace elan::testing
