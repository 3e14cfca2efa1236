// The limits as callers meet them: 429, the seconds to wait, and a sentence.
#include <gtest/gtest.h>

#include "testing/test_app.hpp"

namespace elan {
namespace {

class Limits : public ::testing::Test {
 protected:
    Limits() : app(testing::Kind::Sqlite) {
        key = app->people()
                  .make_key(app.owner().actor().user_id, "essai", "read,write,import,export,admin",
                            app.clock().now_ms() + 366LL * 86'400'000)
                  .second;
    }
    http::Response ask(http::Method method, std::string_view target, std::string body = {}, bool signed_in = true) {
        http::Request request;
        request.method = method;
        http::read_target(request, target);
        request.client_address = "192.0.2.1";
        request.body = std::move(body);
        request.headers.add("Content-Type", "application/json");
        if (signed_in) request.headers.add("Authorization", "Bearer " + key);
        app->router().admit(request);
        return app->router().answer(request);
    }
    static std::string retry_after(const http::Response& response) {
        for (const auto& [name, value] : response.headers)
            if (name == "Retry-After") return value;
        return {};
    }

    testing::TestApp app;
    std::string key;
};

TEST_F(Limits, AKeyHasSixHundredRequestsAMinute) {
    for (int i = 0; i < 600; ++i) ASSERT_EQ(ask(http::Method::Get, "/api/v1/settings/company").status, 200);
    app.clock().advance(15'000);
    const auto refused = ask(http::Method::Get, "/api/v1/settings/company");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(retry_after(refused), "45");
    EXPECT_NE(refused.body.find("Trop de demandes en une minute."), std::string::npos);
    app.clock().advance(45'000);
    EXPECT_EQ(ask(http::Method::Get, "/api/v1/settings/company").status, 200);
}

TEST_F(Limits, APersonExportsFiveTimesADay) {
    for (int i = 0; i < 5; ++i) ASSERT_EQ(ask(http::Method::Get, "/api/v1/leads/export").status, 200);
    const auto refused = ask(http::Method::Get, "/api/v1/leads/export");
    EXPECT_EQ(refused.status, 429);
    EXPECT_NE(retry_after(refused), "");
    app.clock().advance(86'400'001);
    EXPECT_EQ(ask(http::Method::Get, "/api/v1/leads/export").status, 200);
}

TEST_F(Limits, AnAddressIsMailedThreeTimesAnHourWhetherOrNotItExists) {
    for (const std::string email : {"marie@example.invalid", "personne@example.invalid"}) {
        const auto body = "{\"email\":\"" + email + "\"}";
        for (int i = 0; i < 3; ++i)
            ASSERT_EQ(ask(http::Method::Post, "/api/v1/password-reset", body, false).status, 202);
        const auto refused = ask(http::Method::Post, "/api/v1/password-reset", body, false);
        EXPECT_EQ(refused.status, 429);
        EXPECT_EQ(retry_after(refused), "3600");
    }
    app.clock().advance(3'600'000);
    EXPECT_EQ(ask(http::Method::Post, "/api/v1/password-reset", R"({"email":"marie@example.invalid"})", false).status,
              202);
}

TEST_F(Limits, OneConnectionSendsTwentyFormsAnHour) {
    http::Response last;
    for (int i = 0; i < 21; ++i)
        last = ask(http::Method::Post, "/form/contact", "name=Essai" + std::to_string(i) + "&email=a@example.invalid",
                   false);
    EXPECT_EQ(last.status, 429);
    EXPECT_EQ(retry_after(last), "3600");
}

}  // namespace
}  // namespace elan
