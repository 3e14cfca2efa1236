#include "platform/http/served_log.hpp"

#include <fmt/format.h>

#include "platform/log.hpp"

namespace elan::http {

void log_served(const Served& served) {
    const auto write = served.status >= 500 ? log_warning : log_info;
    write("request", {{"request", std::string(served.id)},
                      {"method", std::string(served.method)},
                      {"route", std::string(served.route.empty() ? "-" : served.route)},
                      {"status", std::to_string(served.status)},
                      {"bytes", served.bytes ? std::to_string(*served.bytes) : "-"},
                      {"ms", fmt::format("{:.1f}", static_cast<double>(served.took.count()) / 1000)},
                      {"actor", std::string(served.actor.empty() ? "-" : served.actor)}});
}

}  // namespace elan::http
