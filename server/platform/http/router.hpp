#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

namespace elan::http {

using Answer = std::function<Response(Request&)>;

inline constexpr std::uint64_t json_limit = 1024 * 1024;
inline constexpr std::uint64_t form_limit = 64 * 1024;
inline constexpr std::uint64_t upload_limit = 25 * 1024 * 1024;
inline constexpr std::uint64_t import_limit = 200 * 1024 * 1024;

// One address of the server. `policy` says who may, in the words of the people who check it; a route cannot be added
// without one.
struct Route {
    Method method;
    std::string pattern;  // "/api/v1/{path}/{id}"
    std::string name;     // "read_record", unique
    std::string policy;
    Answer answer;
    std::uint64_t body_limit = json_limit;
};

// Finds who answers. The more literal pattern wins, from the left: "/api/v1/users/invite" before "/api/v1/{path}/{id}".
// Filled before the server starts, then only read, from any thread.
class Router {
 public:
    void add(Route route);
    // Runs around every answer, with the route found: the one place to check its policy.
    void around(std::function<Response(Request&, const Answer&)> wrapper) { wrapper_ = std::move(wrapper); }
    // Answers GET and HEAD for addresses no route knows: the app and its assets.
    void otherwise(Answer answer) { otherwise_ = std::move(answer); }
    const std::deque<Route>& routes() const { return routes_; }

    // The server asks this after the head: sets request.route and request.names, and says how long a body may be.
    std::uint64_t admit(Request& request) const;
    // Never throws: problems become responses.
    Response answer(Request& request) const;

 private:
    struct Pattern {
        std::vector<std::string> segments;  // "{id}" kept with its braces
        const Route* route;
    };
    bool fits(const Pattern& pattern, const std::vector<std::string>& segments) const;
    const Pattern* find(Method method, const std::vector<std::string>& segments) const;
    std::string allowed(const std::vector<std::string>& segments) const;
    Response answer_or_throw(Request& request) const;

    std::deque<Route> routes_;                     // addresses of routes stay valid as more are added
    std::vector<std::vector<Pattern>> by_length_;  // patterns of n segments, the most literal first
    std::function<Response(Request&, const Answer&)> wrapper_;
    Answer otherwise_;
};

}  // namespace elan::http
