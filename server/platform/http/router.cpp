#include "platform/http/router.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "platform/http/problem.hpp"
#include "platform/http/text.hpp"

namespace elan::http {

namespace {

bool is_name(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

std::vector<std::string> segments_of(std::string_view pattern) {
    std::vector<std::string> segments;
    for (std::string_view part : split(pattern.substr(1), '/')) segments.emplace_back(part);
    if (segments.size() == 1 && segments[0].empty()) segments.clear();
    return segments;
}

// Sorts literals before names, segment by segment.
bool more_literal(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::ranges::lexicographical_compare(a, b, std::less<>(), is_name, is_name);
}

}  // namespace

void Router::add(Route route) {
    if (!route.pattern.starts_with('/') || route.policy.empty() || !route.answer)
        throw std::logic_error("a route needs a pattern, a policy and an answer: " + route.name);
    std::vector<std::string> segments = segments_of(route.pattern);
    routes_.push_back(std::move(route));
    if (by_length_.size() <= segments.size()) by_length_.resize(segments.size() + 1);
    auto& patterns = by_length_[segments.size()];
    auto place = std::ranges::upper_bound(patterns, segments, more_literal, &Pattern::segments);
    patterns.insert(place, Pattern{std::move(segments), &routes_.back()});
}

std::uint64_t Router::admit(Request& request) const {
    Method method = request.method == Method::Head ? Method::Get : request.method;
    const Pattern* pattern = find(method, request.segments);
    if (!pattern) return json_limit;
    request.route = pattern->route;
    for (std::size_t i = 0; i < pattern->segments.size(); ++i) {
        std::string_view segment = pattern->segments[i];
        if (is_name(segment))
            request.names.add(std::string(segment.substr(1, segment.size() - 2)), request.segments[i]);
    }
    return pattern->route->body_limit;
}

Response Router::answer(Request& request) const {
    try {
        return answer_or_throw(request);
    } catch (...) {
        return failure_response(std::current_exception(), request);
    }
}

Response Router::answer_or_throw(Request& request) const {
    if (request.route) return wrapper_ ? wrapper_(request, request.route->answer) : request.route->answer(request);
    std::string methods = allowed(request.segments);
    bool reads = request.method == Method::Get || request.method == Method::Head;
    if (request.method == Method::Options)
        return Response::empty(204).header("Allow", methods.empty() ? "GET, HEAD, OPTIONS" : methods);
    if (methods.empty() && reads && otherwise_) return otherwise_(request);
    if (methods.empty()) refuse(Problem::NotFound, "Cette adresse n’existe pas.");
    return problem_response(Refusal(Problem::MethodNotAllowed, "Cette adresse n’accepte pas cette méthode."))
        .header("Allow", methods);
}

bool Router::fits(const Pattern& pattern, const std::vector<std::string>& segments) const {
    for (std::size_t i = 0; i < segments.size(); ++i) {
        bool same = is_name(pattern.segments[i]) ? !segments[i].empty() : pattern.segments[i] == segments[i];
        if (!same) return false;
    }
    return true;
}

const Router::Pattern* Router::find(Method method, const std::vector<std::string>& segments) const {
    if (segments.size() >= by_length_.size()) return nullptr;
    for (const Pattern& pattern : by_length_[segments.size()])
        if (pattern.route->method == method && fits(pattern, segments)) return &pattern;
    return nullptr;
}

std::string Router::allowed(const std::vector<std::string>& segments) const {
    std::set<std::string_view> words;
    if (segments.size() < by_length_.size())
        for (const Pattern& pattern : by_length_[segments.size()])
            if (fits(pattern, segments)) words.insert(word_of(pattern.route->method));
    if (words.empty()) return {};
    if (words.contains("GET")) words.insert("HEAD");
    words.insert("OPTIONS");
    std::string list;
    for (std::string_view word : words) list.append(list.empty() ? "" : ", ").append(word);
    return list;
}

}  // namespace elan::http
