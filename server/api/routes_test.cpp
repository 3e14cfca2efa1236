// Three lists that must be one: the routes that are registered, the addresses that OpenAPI tells of, and the table of
// policies that a person reads and agrees to. And the policies hold for every route there is.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "people/user.hpp"
#include "testing/test_app.hpp"

namespace elan::testing {
namespace {

using Lines = std::set<std::string>;

std::string line_of(std::string_view method, std::string_view address, std::string_view policy) {
    return std::string(method) + ' ' + std::string(address) + ' ' + std::string(policy);
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    if (const auto place = text.find(what); place != std::string::npos) text.replace(place, what.size(), with);
    return text;
}

Lines registered(const http::Router& router) {
    Lines lines;
    for (const auto& route : router.routes())
        EXPECT_TRUE(lines.insert(line_of(http::word_of(route.method), route.pattern, route.policy)).second)
            << "twice: " << route.pattern;
    return lines;
}

Lines agreed_to() {
    Lines lines;
    std::ifstream in(std::string(ELAN_SCENARIOS) + "/../policies.txt");
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line.front() != '#') lines.insert(line);
    return lines;
}

// What a generic route stands for, with the objects and actions of this workspace.
Lines spelt_out(const Lines& patterns, const Catalogue& catalogue) {
    Lines lines;
    for (const auto& pattern : patterns) {
        if (pattern.find("/{path}") == std::string::npos) {
            lines.insert(pattern);
            continue;
        }
        for (const auto& object : catalogue.objects()) {
            const auto line = replaced(pattern, "{path}", object->path());
            if (line.find("{action}") == std::string::npos) {
                lines.insert(line);
                continue;
            }
            for (const auto* action : catalogue.actions_of(object->key()))
                lines.insert(replaced(line, "{action}", action->key()));
            if (line.find("/bulk/") == std::string::npos) continue;
            for (const auto* built_in : {"change", "change_each", "delete", "restore"})
                lines.insert(replaced(line, "{action}", built_in));
        }
    }
    return lines;
}

Lines told(const std::string& openapi) {
    Lines lines;
    const JsonDocument document(openapi);
    const simdjson::dom::object paths = document.root()["paths"].get_object().value();
    for (const auto [path, held] : paths) {
        const simdjson::dom::object operations = held.get_object().value();
        for (const auto [method, operation] : operations) {
            std::string word(method);
            std::ranges::transform(word, word.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            lines.insert(line_of(word, path, operation["x-policy"].get_string().value()));
        }
    }
    return lines;
}

Lines only_in(const Lines& here, const Lines& there) {
    Lines lines;
    std::ranges::set_difference(here, there, std::inserter(lines, lines.end()));
    return lines;
}

class RoutesTest : public ::testing::Test {
 protected:
    http::Response ask(http::Method method, const std::string& target, const std::string& cookie,
                       const std::string& key = "") {
        http::Request request;
        request.method = method;
        request.client_address = "127.0.0.1";
        request.headers.add("X-Elan-Request", "1");
        if (!cookie.empty()) request.headers.add("Cookie", "elan_s=" + cookie);
        if (!key.empty()) request.headers.add("Authorization", "Bearer " + key);
        http::read_target(request, target);
        app->router().admit(request);
        return app->router().answer(request);
    }
    std::string user_with(const std::string& role_key) {
        Session system(app->workspace(), Actor::system());
        auto made = system.make(system.object(user));
        made.set(user.name, role_key);
        made.set(user.email, role_key + "@example.invalid");
        made.set(user.role, role_key);
        system.commit("create", {made});
        return made.id();
    }
    static std::string target_of(const http::Route& route) {
        auto target = replaced(replaced(route.pattern, "{path}", "leads"), "{action}", "qualify");
        for (auto open = target.find('{'); open != std::string::npos; open = target.find('{'))
            target.replace(open, target.find('}') - open + 1, "01a20866-0000-7000-8000-000000000000");
        return target;
    }

    TestApp app{Kind::Sqlite};
};

TEST_F(RoutesTest, RegisteredToldAndAgreedToAreOne) {
    const auto routes = registered(app->router());
    ASSERT_GT(routes.size(), 50U);
    ASSERT_TRUE(routes.contains("PATCH /api/v1/{path}/{id} signed_in"));
    EXPECT_EQ(only_in(routes, agreed_to()), Lines()) << "not in server/testing/policies.txt";
    EXPECT_EQ(only_in(agreed_to(), routes), Lines()) << "no such route, or under another policy";

    const auto answer = ask(http::Method::Get, "/api/v1/openapi.json",
                            app->people().sign_in_as(user_with("owner"), "127.0.0.1", "").secret);
    ASSERT_EQ(answer.status, 200);
    const auto expected = spelt_out(routes, app->workspace().catalogue());
    ASSERT_TRUE(expected.contains("POST /api/v1/leads/{id}/qualify signed_in"));
    EXPECT_EQ(only_in(expected, told(answer.body)), Lines()) << "OpenAPI does not tell";
    EXPECT_EQ(only_in(told(answer.body), expected), Lines()) << "OpenAPI tells of what is not";
}

TEST_F(RoutesTest, NobodyPassesWhereSomebodyMust) {
    int asked = 0;
    for (const auto& route : app->router().routes()) {
        if (route.policy == "anyone") continue;
        EXPECT_EQ(ask(route.method, target_of(route), "").status, 401) << route.name;
        EXPECT_EQ(ask(route.method, target_of(route), "wrong").status, 401) << route.name;
        ++asked;
    }
    EXPECT_GT(asked, 40);
}

TEST_F(RoutesTest, DutiesAreAskedForByEveryRouteThatNamesThem) {
    const auto sales = app->people().sign_in_as(user_with("sales"), "127.0.0.1", "").secret;
    int asked = 0;
    for (const auto& route : app->router().routes()) {
        if (!route.policy.starts_with("manage_") && route.policy != "read_audit") continue;
        EXPECT_EQ(ask(route.method, target_of(route), sales).status, 403) << route.name;
        ++asked;
    }
    EXPECT_GT(asked, 5);
}

TEST_F(RoutesTest, NoKeyReachesWhatIsForPeopleInPerson) {
    const auto owner = user_with("owner");
    const auto key =
        app->people()
            .make_key(owner, "tout", "read,write,import,export,admin", app.clock().now_ms() + std::int64_t{3600} * 1000)
            .second;
    ASSERT_EQ(ask(http::Method::Get, "/api/v1/leads", "", key).status, 200);
    int asked = 0;
    for (const auto& route : app->router().routes()) {
        if (route.policy != "in_person") continue;
        EXPECT_EQ(ask(route.method, target_of(route), "", key).status, 403) << route.name;
        ++asked;
    }
    EXPECT_GT(asked, 5);
}

// Without the header that only the app adds, a page elsewhere could write with the reader's cookie.
TEST_F(RoutesTest, NothingIsWrittenOnBehalfOfAnotherSite) {
    const auto owner = app->people().sign_in_as(user_with("owner"), "127.0.0.1", "").secret;
    int asked = 0;
    for (const auto& route : app->router().routes()) {
        if (route.policy == "anyone" || route.method == http::Method::Get) continue;
        http::Request request;
        request.method = route.method;
        request.client_address = "127.0.0.1";
        request.headers.add("Cookie", "elan_s=" + owner);
        http::read_target(request, target_of(route));
        app->router().admit(request);
        EXPECT_EQ(app->router().answer(request).status, 403) << route.name;
        ++asked;
    }
    EXPECT_GT(asked, 20);
}

TEST_F(RoutesTest, ASessionEndsAfterSevenDaysHoweverBusy) {
    constexpr std::int64_t hour_ms = 3'600'000;
    const auto secret = app->people().sign_in_as(user_with("owner"), "127.0.0.1", "").secret;
    for (int hours = 7; hours < 7 * 24; hours += 7) {
        app.clock().advance(7 * hour_ms);
        if (hours < 7 * 24 - 7) {
            ASSERT_EQ(ask(http::Method::Get, "/api/v1/me", secret).status, 200) << hours;
        }
    }
    app.clock().advance(7 * hour_ms);
    EXPECT_EQ(ask(http::Method::Get, "/api/v1/me", secret).status, 401);
}

}  // namespace
}  // namespace elan::testing
