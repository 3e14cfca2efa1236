#include "platform/files/xlsx_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>

namespace elan::files {

namespace {

constexpr std::int64_t seconds_a_day = 86'400;

std::optional<double> number_in(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

void settle_decimals(std::string& text) {
    const auto point = text.find('.');
    if (point == std::string::npos) return;
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    if (text.size() - point == 4 && point < text.size()) text += '0';
}

// Spreadsheets show fifteen digits; what a double holds beyond is noise of its arithmetic.
std::string plain_number(double value) {
    const auto shown = number_in(fmt::format("{:.15g}", value)).value_or(value);
    std::array<char, 400> buffer;
    const auto end = std::to_chars(buffer.begin(), buffer.end(), shown == 0 ? 0 : shown, std::chars_format::fixed).ptr;
    std::string text(buffer.begin(), end);
    settle_decimals(text);
    return text;
}

std::optional<std::string> written_day(std::int64_t serial_day, bool since_1904) {
    using namespace std::chrono;
    // Serial 60 is a 29 February 1900 that never was; days before it are one off.
    const sys_days origin = since_1904 ? sys_days{1904y / 1 / 1} : sys_days{1899y / 12 / (serial_day < 60 ? 31 : 30)};
    const year_month_day day{origin + days{serial_day}};
    if (!day.ok() || int{day.year()} > 9999) return std::nullopt;
    return fmt::format("{:04}-{:02}-{:02}", int{day.year()}, unsigned{day.month()}, unsigned{day.day()});
}

std::string written_time(std::int64_t seconds) {
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::optional<std::string> calendar_text(double value, CellKind kind, bool since_1904) {
    constexpr double end_of_calendar = 2'958'466;
    if (value < 0 || value >= end_of_calendar) return std::nullopt;
    const auto seconds = static_cast<std::int64_t>(std::llround(value * seconds_a_day));
    const auto time = seconds % seconds_a_day;
    if (kind == CellKind::Elapsed) return written_time(seconds);
    if (kind == CellKind::Time || (seconds < seconds_a_day && !since_1904)) return written_time(time);
    auto day = written_day(seconds / seconds_a_day, since_1904);
    // Many programs give a time of day to every date; midnight says nothing.
    if (!day || time == 0) return day;
    return *day + "T" + written_time(time);
}

bool is_plain_integer(std::string_view text) {
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    return !digits.empty() && digits.size() <= 15 && (digits[0] != '0' || text == "0") &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

// The letters of a format that stand for parts of a date, and whether it shows elapsed time or a percentage.
struct FormatLetters {
    bool day = false;
    bool time = false;
    bool month_or_minute = false;
    bool elapsed = false;
    bool percent = false;
};

std::size_t bracket(std::string_view code, std::size_t at, FormatLetters& letters) {
    const auto close = std::min(code.find(']', at), code.size());
    const auto inside = code.substr(at + 1, close - at - 1);
    letters.elapsed |= !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
    return close;
}

FormatLetters letters_in(std::string_view code) {
    FormatLetters letters;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        const char c = code[at];
        if (c == '"')
            at = std::min(code.find('"', at + 1), code.size());
        else if (c == '[')
            at = bracket(code, at, letters);
        else if (c == '\\' || c == '_' || c == '*')
            ++at;
        letters.day |= c == 'y' || c == 'Y' || c == 'd' || c == 'D';
        letters.time |= c == 'h' || c == 'H' || c == 's' || c == 'S';
        letters.month_or_minute |= c == 'm' || c == 'M';
        letters.percent |= c == '%';
    }
    return letters;
}

// What "_x000D_" at the beginning of a text stands for; its last underscore is not looked at.
std::optional<unsigned> hex_escape(std::string_view text) {
    if (text.size() < 6 || text[0] != '_' || text[1] != 'x') return std::nullopt;
    unsigned value = 0;
    const auto end = std::from_chars(text.data() + 2, text.data() + 6, value, 16).ptr;
    return end == text.data() + 6 ? std::optional(value) : std::nullopt;
}

}  // namespace

CellKind kind_of_format(std::string_view code) {
    if (code == "General" || code == "GENERAL" || code == "Standard") return CellKind::Number;
    const auto letters = letters_in(code);
    if (letters.elapsed) return CellKind::Elapsed;
    if (letters.day || (letters.month_or_minute && !letters.time))
        return letters.time ? CellKind::Moment : CellKind::Date;
    if (letters.time) return CellKind::Time;
    return letters.percent ? CellKind::Percent : CellKind::Number;
}

CellKind kind_of_builtin_format(int id) {
    if (id == 9 || id == 10) return CellKind::Percent;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return CellKind::Date;
    if ((id >= 18 && id <= 21) || id == 45 || id == 47) return CellKind::Time;
    if (id == 22) return CellKind::Moment;
    return id == 46 ? CellKind::Elapsed : CellKind::Number;
}

std::string text_of_number(std::string_view stored, CellKind kind, bool since_1904) {
    if (kind == CellKind::Number && is_plain_integer(stored)) return std::string(stored);
    const auto value = number_in(stored);
    if (!value || std::abs(*value) > 1e300) return std::string(stored);
    if (kind == CellKind::Percent) return plain_number(*value * 100) + " %";
    if (kind != CellKind::Number)
        if (auto text = calendar_text(*value, kind, since_1904)) return std::move(*text);
    return plain_number(*value);
}

std::string unescaped(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const auto underscore = std::min(text.find('_'), text.size());
        plain += text.substr(0, underscore);
        text.remove_prefix(underscore);
        if (text.empty()) break;
        const auto value = hex_escape(text);
        // What XML can hold needs no escape, except the underscore that would begin one.
        const bool is_escape = value && text.size() > 6 && text[6] == '_' && (*value < 0x20 || *value == '_');
        plain += is_escape ? static_cast<char>(*value) : '_';
        text.remove_prefix(is_escape ? 7 : 1);
    }
    return plain;
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x20 && c != '\t' && c != '\n') {
            safe += fmt::format("_x{:04X}_", unsigned{c});
            continue;
        }
        if (c == '_' && hex_escape(text.substr(at))) safe += "_x005F";
        safe += text[at];
    }
    return safe;
}

}  // namespace elan::files
