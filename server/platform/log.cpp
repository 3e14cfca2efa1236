#include "platform/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace elan {

namespace {

constexpr std::array<std::string_view, 7> secret_words = {"password", "token", "secret", "authorization",
                                                          "cookie",   "code",  "key"};

bool names_a_secret(std::string_view key) {
    return std::ranges::any_of(secret_words,
                               [&](std::string_view word) { return key.find(word) != std::string_view::npos; });
}

void append_value(std::string& line, std::string_view value) {
    line += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') line += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            fmt::format_to(std::back_inserter(line), "\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            line += c;
        }
    }
    line += '"';
}

spdlog::logger& logger() {
    static const auto made = [] {
        auto out = spdlog::stderr_logger_mt("elan");
        out->set_pattern("time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v", spdlog::pattern_time_type::utc);
        return out;
    }();
    return *made;
}

void write(spdlog::level::level_enum level, std::string_view what, LogValues values) {
    if (!logger().should_log(level)) return;
    std::string line = "event=";
    line += what;
    for (const auto& [key, value] : values) {
        line += ' ';
        line += key;
        line += '=';
        append_value(line, names_a_secret(key) ? "***" : std::string_view(value));
    }
    logger().log(level, "{}", line);
}

}  // namespace

void log_info(std::string_view what, LogValues values) { write(spdlog::level::info, what, values); }
void log_warning(std::string_view what, LogValues values) { write(spdlog::level::warn, what, values); }
void log_error(std::string_view what, LogValues values) { write(spdlog::level::err, what, values); }
bool log_from(std::string_view level) {
    static constexpr std::array<std::pair<std::string_view, spdlog::level::level_enum>, 4> levels = {
        {{"debug", spdlog::level::debug},
         {"info", spdlog::level::info},
         {"warning", spdlog::level::warn},
         {"error", spdlog::level::err}}};
    const auto found = std::ranges::find(levels, level, &decltype(levels)::value_type::first);
    if (found == levels.end()) return false;
    logger().set_level(found->second);
    return true;
}

void log_quietly() { logger().set_level(spdlog::level::err); }

}  // namespace elan
