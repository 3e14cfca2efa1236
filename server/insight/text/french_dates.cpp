#include "insight/text/french_dates.hpp"

#include <date/tz.h>
#include <fmt/format.h>
#include <re2/re2.h>

#include <array>

#include "insight/text/fold.hpp"

namespace elan {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr std::array<std::string_view, 12> short_months = {"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                                           "juil.", "août",  "sept.", "oct.", "nov.", "déc."};
// Folded beginnings that no other month has.
constexpr std::array<std::string_view, 12> month_starts = {"jan",  "fev", "mar", "avr", "mai", "juin",
                                                           "juil", "aou", "sep", "oct", "nov", "dec"};

date::year_month_day civil(int year, unsigned month, unsigned day) {
    return date::year{year} / date::month{month} / date::day{day};
}

std::optional<std::string> written(date::year_month_day day) {
    const bool plausible = day.ok() && int{day.year()} >= 1000 && int{day.year()} <= 9999;
    if (!plausible) return std::nullopt;
    return fmt::format("{:04}-{:02}-{:02}", int{day.year()}, unsigned{day.month()}, unsigned{day.day()});
}

date::year_month_day read_civil(const std::string& day) {
    return civil(std::stoi(day.substr(0, 4)), static_cast<unsigned>(std::stoi(day.substr(5, 2))),
                 static_cast<unsigned>(std::stoi(day.substr(8, 2))));
}

int full_year(int year, std::size_t digits) { return digits > 2 ? year : year + (year < 70 ? 2000 : 1900); }

int month_named(std::string_view folded) {
    for (std::size_t i = 0; i < month_starts.size(); ++i) {
        if (folded.starts_with(month_starts[i])) return static_cast<int>(i) + 1;
    }
    return 0;
}

// The day at the start of a folded text; what follows it is left in `rest`.
std::optional<std::string> day_in(re2::StringPiece text, bool day_first, re2::StringPiece& rest) {
    static const RE2 iso(R"(^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]|$))");
    static const RE2 compact(R"(^(\d{4})(\d{2})(\d{2})(?:[t ]|$))");
    static const RE2 numeric(R"(^(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4}|\d{2})(?: |$))");
    static const RE2 worded(R"(^(?:[a-z]+\.? )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})(?: |$))");
    int first = 0, second = 0;
    std::string year, month;
    rest = text;
    if (RE2::Consume(&rest, iso, &year, &first, &second) || RE2::Consume(&rest, compact, &year, &first, &second)) {
        return written(civil(std::stoi(year), static_cast<unsigned>(first), static_cast<unsigned>(second)));
    }
    if (RE2::Consume(&rest, numeric, &first, &second, &year)) {
        if (!day_first) std::swap(first, second);
        return written(civil(full_year(std::stoi(year), year.size()), static_cast<unsigned>(second),
                             static_cast<unsigned>(first)));
    }
    if (RE2::Consume(&rest, worded, &first, &month, &year) && month_named(month) > 0) {
        return written(civil(std::stoi(year), static_cast<unsigned>(month_named(month)), static_cast<unsigned>(first)));
    }
    return std::nullopt;
}

std::int64_t offset_ms(const std::string& sign, int hours, int minutes) {
    return (sign == "-" ? -1 : 1) * (hours * 60LL + minutes) * 60'000;
}

date::local_time<Milliseconds> local_time(std::int64_t moment, const std::string& zone) {
    const date::sys_time<Milliseconds> utc{Milliseconds{moment}};
    return date::locate_zone(zone)->to_local(utc);
}

std::int64_t to_utc(date::local_time<Milliseconds> wall, const std::string& zone) {
    const auto* place = date::locate_zone(zone);
    const auto known = place->get_info(wall);
    // A skipped time keeps the offset from before the change, which lands as much after it.
    return (wall.time_since_epoch() - Milliseconds(known.first.offset)).count();
}

std::pair<std::string, std::string> day_and_time(std::int64_t moment, const std::string& zone) {
    const auto local = local_time(moment, zone);
    const auto day = date::floor<date::days>(local);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
    return {*written(date::year_month_day{day}), fmt::format("{:02}:{:02}", minutes / 60, minutes % 60)};
}

}  // namespace

bool is_day(std::string_view text) {
    static const RE2 shape(R"(\d{4}-\d{2}-\d{2})");
    return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), shape) && read_civil(std::string(text)).ok();
}

std::optional<std::string> parse_day(std::string_view text, bool day_first) {
    static const RE2 time_of_day(R"((?:a )?\d{1,2}[:h]\d{0,2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)");
    const auto folded = fold(text);
    re2::StringPiece rest;
    auto day = day_in(folded, day_first, rest);
    if (!day || (!rest.empty() && !RE2::FullMatch(rest, time_of_day))) return std::nullopt;
    return day;
}

std::optional<std::int64_t> parse_moment(std::string_view text, const std::string& zone, bool day_first) {
    static const RE2 time_of_day(
        R"((?:a )?(\d{1,2})[:h](\d{0,2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(z|([+-])(\d{2}):?(\d{2}))?)");
    const auto folded = fold(text);
    re2::StringPiece rest;
    const auto day = day_in(folded, day_first, rest);
    if (!day) return std::nullopt;
    if (rest.empty()) return local_moment(*day, 0, 0, zone);

    int hour = 0, offset_hours = 0, offset_minutes = 0;
    std::string minute, second, fraction, offset, sign;
    std::string hours_text, minutes_text;
    if (!RE2::FullMatch(rest, time_of_day, &hour, &minute, &second, &fraction, &offset, &sign, &hours_text,
                        &minutes_text)) {
        return std::nullopt;
    }
    const int minutes = minute.empty() ? 0 : std::stoi(minute);
    const int seconds = second.empty() ? 0 : std::stoi(second);
    if (hour > 23 || minutes > 59 || seconds > 60) return std::nullopt;
    fraction.resize(3, '0');
    const auto within = seconds * 1000LL + std::stoi(fraction);
    if (offset.empty()) return local_moment(*day, hour, minutes, zone) + within;
    if (!hours_text.empty()) {
        offset_hours = std::stoi(hours_text);
        offset_minutes = std::stoi(minutes_text);
    }
    return local_moment(*day, hour, minutes, "UTC") + within - offset_ms(sign, offset_hours, offset_minutes);
}

bool days_come_first(std::span<const std::string> samples) {
    static const RE2 numeric(R"(^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4})");
    int day_first = 0, month_first = 0;
    for (const auto& sample : samples) {
        int first = 0, second = 0;
        if (!RE2::PartialMatch(sample, numeric, &first, &second)) continue;
        day_first += first > 12 && second <= 12;
        month_first += second > 12 && first <= 12;
    }
    return day_first >= month_first;
}

std::string add_days(const std::string& day, int days) {
    return *written(date::year_month_day{date::sys_days{read_civil(day)} + date::days{days}});
}

int days_between(const std::string& from, const std::string& to) {
    return static_cast<int>((date::sys_days{read_civil(to)} - date::sys_days{read_civil(from)}).count());
}

std::string local_day(std::int64_t moment, const std::string& zone) { return day_and_time(moment, zone).first; }

std::int64_t local_moment(const std::string& day, int hour, int minute, const std::string& zone) {
    const auto midnight = date::local_days{read_civil(day)};
    return to_utc(midnight + std::chrono::hours{hour} + std::chrono::minutes{minute}, zone);
}

std::string french_day(const std::string& day) {
    const auto month = static_cast<std::size_t>(std::stoi(day.substr(5, 2))) - 1;
    return fmt::format("{} {} {}", std::stoi(day.substr(8, 2)), short_months.at(month), day.substr(0, 4));
}

std::string french_moment(std::int64_t moment, const std::string& zone) {
    const auto [day, time] = day_and_time(moment, zone);
    return fmt::format("{} à {}", french_day(day), time);
}

std::string numeric_day(const std::string& day) {
    return fmt::format("{}/{}/{}", day.substr(8, 2), day.substr(5, 2), day.substr(0, 4));
}

std::string numeric_moment(std::int64_t moment, const std::string& zone) {
    const auto [day, time] = day_and_time(moment, zone);
    return fmt::format("{} {}", numeric_day(day), time);
}

bool is_zone(const std::string& zone) {
    try {
        return date::locate_zone(zone) != nullptr;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace elan
