#include "platform/failpoint.hpp"

#ifdef ELAN_FAILPOINTS

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include <unistd.h>

namespace elan::failpoint {

namespace {

enum class Fate { Kill, Error, Exit };

struct Point {
    Fate fate;
    int at = 1;
    int passed = 0;
};

using Plan = std::map<std::string, Point, std::less<>>;

Fate fate_named(std::string_view name) {
    if (name == "kill") return Fate::Kill;
    if (name == "error") return Fate::Error;
    if (name == "exit") return Fate::Exit;
    throw std::invalid_argument("unknown fate of a failpoint: " + std::string(name));
}

Point point_from(std::string_view text) {
    const auto mark = text.find('@');
    Point point{fate_named(text.substr(0, mark))};
    if (mark == std::string_view::npos) return point;
    const auto count = text.substr(mark + 1);
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), point.at);
    if (error != std::errc() || end != count.data() + count.size() || point.at < 1)
        throw std::invalid_argument("unreadable count of a failpoint: " + std::string(count));
    return point;
}

Plan plan_from(std::string_view text) {
    Plan points;
    while (!text.empty()) {
        const auto entry = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), entry.size() + 1));
        const auto equals = entry.find('=');
        if (equals == std::string_view::npos)
            throw std::invalid_argument("unreadable failpoint: " + std::string(entry));
        points.insert_or_assign(std::string(entry.substr(0, equals)), point_from(entry.substr(equals + 1)));
    }
    return points;
}

std::mutex guard;

Plan& planned() {
    static Plan points = [] {
        const char* text = std::getenv("ELAN_FAILPOINTS");
        return plan_from(text ? text : "");
    }();
    return points;
}

}  // namespace

void plan(std::string_view text) {
    const std::lock_guard lock(guard);
    planned() = plan_from(text);
}

void pass(std::string_view name) {
    const std::lock_guard lock(guard);
    const auto found = planned().find(name);
    if (found == planned().end() || ++found->second.passed != found->second.at) return;
    switch (found->second.fate) {
        case Fate::Kill:
            ::kill(::getpid(), SIGKILL);
            break;
        case Fate::Exit:
            ::_exit(70);
        case Fate::Error:
            throw Failed("failpoint " + std::string(name));
    }
}

}  // namespace elan::failpoint

#endif
