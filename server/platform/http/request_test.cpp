#include "platform/http/request.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fmt/format.h>

#include "platform/http/client_address.hpp"
#include "platform/refusal.hpp"

namespace elan::http {
namespace {

Request read(std::string_view target) {
    Request request;
    read_target(request, target);
    return request;
}

TEST(Target, IsDecodedAndCut) {
    Request request = read("/api/v1/soci%C3%A9t%C3%A9s/a+b?q=caf%C3%A9+cr%C3%A8me&q=2&vide&filter=%7B%22a%22%3A1%7D");
    EXPECT_EQ(request.path, "/api/v1/sociétés/a+b");
    EXPECT_EQ(request.segments, (std::vector<std::string>{"api", "v1", "sociétés", "a+b"}));
    EXPECT_EQ(request.query["q"], "café crème");
    EXPECT_EQ(request.query["filter"], R"({"a":1})");
    EXPECT_TRUE(request.query.has("vide"));
    EXPECT_FALSE(request.query.has("absent"));
}

TEST(Target, RootHasNoSegments) {
    EXPECT_TRUE(read("/").segments.empty());
    EXPECT_EQ(read("/?a=1").path, "/");
}

TEST(Target, RefusesWhatTwoReadersCouldUnderstandDifferently) {
    for (const char* target : {"",
                               "leads",
                               "http://elsewhere/",
                               "/a%",
                               "/a%2",
                               "/a%zz",
                               "/a%00",
                               "/a?b=%00",
                               "/a%ff",
                               "/a?b=%c3%28",
                               "/../etc",
                               "/a/..",
                               "/a/%2e%2e/b",
                               "/a/./b",
                               "/a%2fb",
                               "/a%5Cb",
                               "/a\\b",
                               "//a",
                               "/a//b",
                               "/a#b",
                               "/a%0d%0aX: y",
                               "/é"})
        EXPECT_THROW(read(target), Refusal) << target;
}

RC_GTEST_PROP(Target, ReadsBackWhatWasEncoded, (std::string value)) {
    std::erase(value, '\0');
    for (char& c : value) c = static_cast<char>(c & 0x7f);
    std::erase(value, '\0');
    std::string encoded;
    for (char c : value) encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    RC_ASSERT(read("/?v=" + encoded).query["v"] == value);
}

TEST(Request, FindsHeadersAndCookies) {
    Request request;
    request.headers.add("content-type", "Application/JSON; charset=utf-8");
    request.headers.add("COOKIE", "a=1; elan_s=abc; b=2");
    EXPECT_EQ(request.content_type(), "application/json");
    EXPECT_EQ(request.cookie("elan_s"), "abc");
    EXPECT_EQ(request.cookie("elan"), std::nullopt);
    request.headers.add("X-Forwarded-For", "6.6.6.6");
    request.headers.add("x-forwarded-for", "198.51.100.1");
    EXPECT_EQ(request.headers.all("X-Forwarded-For"), "6.6.6.6, 198.51.100.1");
}

TEST(ClientAddress, IsBelievedFromTrustedProxiesOnly) {
    TrustedProxies proxies({"10.0.0.0/8", "fd00::/8", "127.0.0.1"});
    EXPECT_EQ(proxies.client("203.0.113.9", "198.51.100.1"), "203.0.113.9");
    EXPECT_EQ(proxies.client("10.1.2.3", "198.51.100.1"), "198.51.100.1");
    EXPECT_EQ(proxies.client("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.9.9.9"), "198.51.100.1");
    EXPECT_EQ(proxies.client("fd00::1", "2001:db8::1"), "2001:db8::1");
    EXPECT_EQ(proxies.client("10.1.2.3", "not an address"), "10.1.2.3");
    EXPECT_EQ(proxies.client("10.1.2.3", ""), "10.1.2.3");
    EXPECT_THROW(TrustedProxies({"10.0.0.0/33"}), std::invalid_argument);
    EXPECT_THROW(TrustedProxies({"everyone"}), std::invalid_argument);
}

}  // namespace
}  // namespace elan::http
