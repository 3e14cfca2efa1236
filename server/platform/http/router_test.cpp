#include "platform/http/router.hpp"

#include <gtest/gtest.h>

#include "platform/http/problem.hpp"

namespace elan::http {
namespace {

class RouterTest : public ::testing::Test {
 protected:
    void add(Method method, std::string pattern, std::uint64_t limit = json_limit) {
        std::string name = std::string(word_of(method)) + " " + pattern;
        router.add({method, pattern, name, "public", [name](Request&) { return Response::text(name); }, limit});
    }

    Response ask(Method method, std::string_view target) {
        Request request;
        request.method = method;
        read_target(request, target);
        router.admit(request);
        return router.answer(request);
    }

    Router router;
};

TEST_F(RouterTest, TheMoreLiteralPatternWins) {
    add(Method::Get, "/api/v1/{path}/{id}");
    add(Method::Get, "/api/v1/{path}/groups");
    add(Method::Get, "/api/v1/files/{id}");
    add(Method::Post, "/api/v1/users/invite");
    add(Method::Post, "/api/v1/{path}/{id}/{action}");
    add(Method::Post, "/api/v1/{path}/bulk/{action}");
    EXPECT_EQ(ask(Method::Get, "/api/v1/leads/12").body, "GET /api/v1/{path}/{id}");
    EXPECT_EQ(ask(Method::Get, "/api/v1/leads/groups").body, "GET /api/v1/{path}/groups");
    EXPECT_EQ(ask(Method::Get, "/api/v1/files/12").body, "GET /api/v1/files/{id}");
    EXPECT_EQ(ask(Method::Get, "/api/v1/users/12").body, "GET /api/v1/{path}/{id}");
    EXPECT_EQ(ask(Method::Post, "/api/v1/leads/bulk/change").body, "POST /api/v1/{path}/bulk/{action}");
    EXPECT_EQ(ask(Method::Post, "/api/v1/leads/12/qualify").body, "POST /api/v1/{path}/{id}/{action}");
}

TEST_F(RouterTest, NamesAndLimitsComeFromTheRoute) {
    add(Method::Post, "/imports/{id}/rows/{row}", 5);
    Request request;
    request.method = Method::Post;
    read_target(request, "/imports/a%20b/rows/7");
    EXPECT_EQ(router.admit(request), 5U);
    EXPECT_EQ(request.names["id"], "a b");
    EXPECT_EQ(request.names["row"], "7");
}

TEST_F(RouterTest, SaysWhichMethodsAreAllowed) {
    add(Method::Get, "/leads/{id}");
    add(Method::Patch, "/leads/{id}");
    Response wrong = ask(Method::Put, "/leads/1");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.first("Allow"), "GET, HEAD, OPTIONS, PATCH");
    EXPECT_EQ(ask(Method::Options, "/leads/1").status, 204);
    EXPECT_EQ(ask(Method::Head, "/leads/1").status, 200);
    EXPECT_EQ(ask(Method::Get, "/leads/").status, 404);
    EXPECT_EQ(ask(Method::Get, "/elsewhere").status, 404);
}

TEST_F(RouterTest, OneWrapperSeesEveryRoute) {
    add(Method::Get, "/a");
    router.around([](Request& request, const Answer& answer) {
        if (request.route->policy == "public") refuse(Problem::Forbidden, "Non.");
        return answer(request);
    });
    EXPECT_EQ(ask(Method::Get, "/a").status, 403);
}

TEST_F(RouterTest, FailuresBecomeProblems) {
    router.add({Method::Get, "/broken", "broken", "public", [](Request&) -> Response { throw 1; }});
    router.add({Method::Get, "/fields", "fields", "public", [](Request&) -> Response {
                    refuse({{"email", "L’adresse « x » est incomplète."}, {"name", "Le nom manque."}});
                }});
    EXPECT_EQ(ask(Method::Get, "/broken").status, 500);
    Response fields = ask(Method::Get, "/fields");
    EXPECT_EQ(fields.status, 422);
    EXPECT_EQ(fields.content_type, "application/problem+json");
    EXPECT_EQ(fields.body,
              "{\"type\":\"about:blank\",\"title\":\"Certaines valeurs sont à "
              "corriger.\",\"status\":422,\"code\":\"invalid\","
              "\"errors\":[{\"field\":\"email\",\"message\":\"L’adresse « x » est incomplète.\"},"
              "{\"field\":\"name\",\"message\":\"Le nom manque.\"}]}");
}

TEST_F(RouterTest, ARouteNeedsAPolicy) {
    EXPECT_THROW(router.add({Method::Get, "/a", "a", "", [](Request&) { return Response::empty(); }}),
                 std::logic_error);
}

TEST(Problem, SaysWhenToComeBack) {
    Refusal refusal(Problem::SlowDown, "Trop d’essais.", "slow_down");
    refusal.retry_after_s = 25;
    Response response = problem_response(refusal);
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.first("Retry-After"), "25");
}

}  // namespace
}  // namespace elan::http
