#include "platform/http/response.hpp"

#include <gtest/gtest.h>

#include "platform/http/assets.hpp"
#include "platform/http/head.hpp"
#include "platform/refusal.hpp"

namespace elan::http {
namespace {

TEST(Download, NamesAndTypesCannotLie) {
    Response response = Response::download("x", "dé\"vis\r\nX: y.pdf", "text/html");
    EXPECT_EQ(response.content_type, "application/octet-stream");
    EXPECT_EQ(response.first("Content-Disposition"),
              "attachment; filename=\"d___vis__X__y.pdf\"; filename*=UTF-8''d%C3%A9%22vis%0D%0AX%3A%20y.pdf");
    EXPECT_EQ(Response::download("x", "a.csv", "text/csv").content_type, "text/csv; charset=utf-8");
    std::string head = head_text(response, {.length = 1});
    EXPECT_NE(head.find("Content-Security-Policy: sandbox; default-src 'none'\r\n"), std::string::npos);
}

TEST(Header, CannotHoldALineBreak) {
    Response response;
    EXPECT_THROW(response.header("X", "a\r\nSet-Cookie: b"), std::invalid_argument);
    EXPECT_THROW(response.header("X\n", "a"), std::invalid_argument);
}

TEST(Head, HasTheSecurityHeadersOfItsPurpose) {
    std::string screen = head_text(Response::html("x"), {.length = 1, .secure = true});
    for (const char* line :
         {"HTTP/1.1 200 OK\r\n", "Content-Length: 1\r\n", "Strict-Transport-Security: max-age=31536000",
          "script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'",
          "Cross-Origin-Opener-Policy: same-origin\r\n", "X-Content-Type-Options: nosniff\r\n",
          "Referrer-Policy: no-referrer\r\n", "Cache-Control: no-store\r\n", "Permissions-Policy: "})
        EXPECT_NE(screen.find(line), std::string::npos) << line;
    std::string data = head_text(Response::json("{}"), {.length = 2});
    EXPECT_NE(data.find("default-src 'none'; frame-ancestors 'none'\r\n"), std::string::npos);
    EXPECT_EQ(data.find("Strict-Transport-Security"), std::string::npos);
}

TEST(Compression, OnlyWhenItIsWorthItAndUnderstood) {
    Request request;
    request.headers.add("Accept-Encoding", "br, gzip");
    Response large = Response::json(std::string(5000, '1'));
    compress_if_worthwhile(request, large);
    EXPECT_EQ(large.first("Content-Encoding"), "gzip");
    EXPECT_LT(large.body.size(), 100U);
    Response small = Response::json(std::string(1024, '1'));
    compress_if_worthwhile(request, small);
    EXPECT_EQ(small.first("Content-Encoding"), "");
    Response plain = Response::json(std::string(5000, '1'));
    compress_if_worthwhile(Request(), plain);
    EXPECT_EQ(plain.first("Content-Encoding"), "");
}

TEST(AcceptEncoding, HonoursWeights) {
    EXPECT_TRUE(accepts_encoding("gzip, deflate, br", "br"));
    EXPECT_TRUE(accepts_encoding("GZIP;q=0.5", "gzip"));
    EXPECT_FALSE(accepts_encoding("gzip;q=0", "gzip"));
    EXPECT_FALSE(accepts_encoding("gzip;q=0.000", "gzip"));
    EXPECT_FALSE(accepts_encoding("xgzip", "gzip"));
    EXPECT_FALSE(accepts_encoding("", "gzip"));
}

class AssetsTest : public ::testing::Test {
 protected:
    Response ask(std::string_view target, std::vector<std::pair<std::string, std::string>> headers = {}) {
        Request request;
        read_target(request, target);
        for (auto& [name, value] : headers) request.headers.add(name, value);
        return assets.answer(request);
    }
    const std::vector<Asset> files{
        {"/index.html", "text/html; charset=utf-8", "t1", "plain", "gz", "br"},
        {"/assets/a-123.js", "text/javascript; charset=utf-8", "t2", "script", {}, {}},
    };
    Assets assets{files};
};

TEST_F(AssetsTest, TheBestFormIsChosen) {
    EXPECT_EQ(std::get<FixedContent>(ask("/", {{"Accept-Encoding", "gzip, br"}}).content), "br");
    EXPECT_EQ(std::get<FixedContent>(ask("/", {{"Accept-Encoding", "gzip"}}).content), "gz");
    EXPECT_EQ(std::get<FixedContent>(ask("/").content), "plain");
}

TEST_F(AssetsTest, KnownContentIsNotSentAgain) {
    Response first = ask("/", {{"Accept-Encoding", "br"}});
    EXPECT_EQ(first.first("ETag"), "\"t1-br\"");
    EXPECT_EQ(first.first("Cache-Control"), "no-cache");
    EXPECT_EQ(ask("/", {{"Accept-Encoding", "br"}, {"If-None-Match", "\"x\", \"t1-br\""}}).status, 304);
    EXPECT_EQ(ask("/", {{"If-None-Match", "\"t1-br\""}}).status, 200);
    EXPECT_EQ(ask("/assets/a-123.js").first("Cache-Control"), "public, max-age=31536000, immutable");
}

TEST_F(AssetsTest, TheAppsOwnAddressesGetItsFirstScreen) {
    EXPECT_EQ(std::get<FixedContent>(ask("/leads/0192").content), "plain");
    EXPECT_THROW(ask("/assets/old-1.js"), Refusal);
    EXPECT_THROW(ask("/api/v1/nowhere"), Refusal);
    EXPECT_EQ(Assets(std::span<const Asset>()).answer(Request()).status, 503);
}

}  // namespace
}  // namespace elan::http
