#include "insight/text/french_dates.hpp"

#include <date/tz.h>
#include <fmt/format.h>
#include <re2/re2.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "insight/text/fold.hpp"

namespace elan {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr std::array<std::string_view, 12> short_months = {"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                                           "juil.", "août",  "sept.", "oct.", "nov.", "déc."};
// Folded names; any beginning that no other month has is understood.
constexpr std::array<std::string_view, 12> months = {"janvier",   "fevrier", "mars",     "avril",
                                                     "mai",       "juin",    "juillet",  "aout",
                                                     "septembre", "octobre", "novembre", "decembre"};

int whole(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

date::year_month_day civil(int year, int month, int day) {
    return date::year{year} / date::month{static_cast<unsigned>(month)} / date::day{static_cast<unsigned>(day)};
}

// Written as ISO or nothing.
std::optional<std::string> written(date::year_month_day day) {
    const bool plausible = day.ok() && int{day.year()} >= 1 && int{day.year()} <= 9999;
    if (!plausible) return std::nullopt;
    return fmt::format("{:04}-{:02}-{:02}", int{day.year()}, unsigned{day.month()}, unsigned{day.day()});
}

bool looks_like_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    return is_digit(0) && is_digit(1) && is_digit(2) && is_digit(3) && is_digit(5) && is_digit(6) && is_digit(8) &&
           is_digit(9);
}

date::year_month_day read_civil(std::string_view day) {
    if (!is_day(day)) throw std::invalid_argument(fmt::format("not a day: {}", day));
    return civil(whole(day.substr(0, 4)), whole(day.substr(5, 2)), whole(day.substr(8, 2)));
}

int full_year(std::string_view digits) {
    const int year = whole(digits);
    return digits.size() > 2 ? year : year + (year < 70 ? 2000 : 1900);
}

int month_named(std::string_view folded) {
    if (folded.size() < 3) return 0;
    int found = 0;
    for (std::size_t index = 0; index < months.size(); ++index) {
        if (!months[index].starts_with(folded)) continue;
        if (found > 0) return 0;
        found = static_cast<int>(index) + 1;
    }
    return found;
}

// The day at the start of a folded text; what follows it is left in `rest`.
std::optional<std::string> day_in(const std::string& text, bool day_first, re2::StringPiece& rest) {
    static const RE2 iso(R"((\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]|$))");
    static const RE2 compact(R"((\d{4})(\d{2})(\d{2})(?:[t ]|$))");
    static const RE2 numeric(R"((\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4}|\d{2})(?: |$))");
    static const RE2 worded(
        R"((?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim)\.?,? )?)"
        R"((\d{1,2})(?:er)?[ -]([a-z]+)\.?[ -](\d{4}|\d{2})(?: |$))");
    int first = 0, second = 0;
    std::string year, month;
    rest = text;
    if (RE2::Consume(&rest, iso, &year, &first, &second) || RE2::Consume(&rest, compact, &year, &first, &second))
        return written(civil(whole(year), first, second));
    if (RE2::Consume(&rest, numeric, &first, &second, &year)) {
        if (!day_first) std::swap(first, second);
        return written(civil(full_year(year), second, first));
    }
    if (RE2::Consume(&rest, worded, &first, &month, &year) && month_named(month) > 0)
        return written(civil(full_year(year), month_named(month), first));
    return std::nullopt;
}

struct TimeOfDay {
    int hour = 0;
    int minute = 0;
    std::int64_t rest_ms = 0;
    std::optional<int> offset_minutes;
};

// Numbers beyond the clock are no time, whatever their shape.
std::optional<TimeOfDay> time_in(re2::StringPiece text) {
    static const RE2 shape(R"((?:a )?(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?|h ?(\d{2})?) ?)"
                           R"((z|utc|([-+])(\d{2}):?(\d{2})?)?)");
    std::string hour, minute, second, fraction, minute_after_h, offset, sign, offset_hour, offset_minute;
    if (!RE2::FullMatch(text, shape, &hour, &minute, &second, &fraction, &minute_after_h, &offset, &sign, &offset_hour,
                        &offset_minute))
        return std::nullopt;
    TimeOfDay time{whole(hour), whole(minute + minute_after_h)};
    if (time.hour > 23 || time.minute > 59 || whole(second) > 59) return std::nullopt;
    fraction.resize(3, '0');
    time.rest_ms = whole(second) * 1000 + whole(fraction);
    if (offset.empty()) return time;
    const int minutes = whole(offset_hour) * 60 + whole(offset_minute);
    if (minutes > 14 * 60 || whole(offset_minute) > 59) return std::nullopt;
    time.offset_minutes = sign == "-" ? -minutes : minutes;
    return time;
}

date::local_time<Milliseconds> local_time(std::int64_t moment, const std::string& zone) {
    return date::locate_zone(zone)->to_local(date::sys_time<Milliseconds>{Milliseconds{moment}});
}

std::pair<std::string, std::string> day_and_time(std::int64_t moment, const std::string& zone) {
    const auto local = local_time(moment, zone);
    const auto midnight = date::floor<date::days>(local);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - midnight).count();
    const auto day = written(date::year_month_day{midnight});
    if (!day) throw std::out_of_range("a moment outside the years 1 to 9999");
    return {*day, fmt::format("{:02}:{:02}", minutes / 60, minutes % 60)};
}

}  // namespace

bool is_day(std::string_view text) {
    return looks_like_day(text) &&
           written(civil(whole(text.substr(0, 4)), whole(text.substr(5, 2)), whole(text.substr(8, 2)))).has_value();
}

std::optional<std::string> parse_day(std::string_view text, bool day_first) {
    if (is_day(text)) return std::string(text);
    const auto folded = fold(text);
    re2::StringPiece rest;
    auto day = day_in(folded, day_first, rest);
    if (!day || (!rest.empty() && !time_in(rest))) return std::nullopt;
    return day;
}

std::optional<std::int64_t> parse_moment(std::string_view text, const std::string& zone, bool day_first) {
    const auto folded = fold(text);
    re2::StringPiece rest;
    const auto day = day_in(folded, day_first, rest);
    if (!day) return std::nullopt;
    if (rest.empty()) return local_moment(*day, 0, 0, zone);
    const auto time = time_in(rest);
    if (!time) return std::nullopt;
    if (!time->offset_minutes) return local_moment(*day, time->hour, time->minute, zone) + time->rest_ms;
    const std::int64_t minutes = day_number(*day) * 1440 + time->hour * 60 + time->minute - *time->offset_minutes;
    return minutes * 60'000 + time->rest_ms;
}

DateOrder detect_date_order(std::span<const std::string> samples) {
    static const RE2 numeric(R"(\s*(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(?:\d{4}|\d{2})(?:\s.*)?)");
    bool day_first = false, month_first = false;
    for (const auto& sample : samples) {
        int first = 0, second = 0;
        if (!RE2::FullMatch(sample, numeric, &first, &second)) continue;
        day_first |= first > 12 && first <= 31 && second <= 12;
        month_first |= second > 12 && second <= 31 && first <= 12;
    }
    if (day_first && month_first) return DateOrder::Mixed;
    if (day_first) return DateOrder::DayFirst;
    return month_first ? DateOrder::MonthFirst : DateOrder::Unknown;
}

bool days_come_first(std::span<const std::string> samples) {
    return detect_date_order(samples) != DateOrder::MonthFirst;
}

std::optional<std::string> day_of_serial(double serial, bool since_1904) {
    constexpr double days_to_9999 = 2'958'465;
    if (!(serial >= (since_1904 ? 0 : 1) && serial < days_to_9999 + 1)) return std::nullopt;
    const auto days = static_cast<std::int64_t>(std::floor(serial));
    if (since_1904) return day_of_number(days + day_number("1904-01-01"));
    if (days == 60) return std::nullopt;
    return day_of_number(days + day_number(days < 60 ? "1899-12-31" : "1899-12-30"));
}

std::int64_t day_number(std::string_view day) { return date::sys_days{read_civil(day)}.time_since_epoch().count(); }

std::optional<std::string> day_of_number(std::int64_t number) {
    constexpr std::int64_t far = 5'000'000;  // beyond this the calendar's own arithmetic would overflow
    if (number < -far || number > far) return std::nullopt;
    return written(date::year_month_day{date::sys_days{date::days{static_cast<int>(number)}}});
}

std::string add_days(std::string_view day, int days) {
    const auto sum = day_of_number(day_number(day) + days);
    if (!sum) throw std::out_of_range("a day outside the years 1 to 9999");
    return *sum;
}

int days_between(std::string_view from, std::string_view to) {
    return static_cast<int>(day_number(to) - day_number(from));
}

std::string local_day(std::int64_t moment, const std::string& zone) { return day_and_time(moment, zone).first; }

std::int64_t local_moment(std::string_view day, int hour, int minute, const std::string& zone) {
    const date::local_time<Milliseconds> wall =
        date::local_days{read_civil(day)} + std::chrono::hours{hour} + std::chrono::minutes{minute};
    // `first` is the offset before a change: a skipped time lands as much after it, a repeated one is its first.
    return (wall.time_since_epoch() - date::locate_zone(zone)->get_info(wall).first.offset).count();
}

std::string french_day(std::string_view day) {
    const auto read = read_civil(day);
    return fmt::format("{} {} {}", unsigned{read.day()}, short_months.at(unsigned{read.month()} - 1), int{read.year()});
}

std::string french_moment(std::int64_t moment, const std::string& zone) {
    const auto [day, time] = day_and_time(moment, zone);
    return fmt::format("{} à {}", french_day(day), time);
}

std::string numeric_day(std::string_view day) {
    return fmt::format("{}/{}/{}", day.substr(8, 2), day.substr(5, 2), day.substr(0, 4));
}

std::string numeric_moment(std::int64_t moment, const std::string& zone) {
    const auto [day, time] = day_and_time(moment, zone);
    return fmt::format("{} {}", numeric_day(day), time);
}

bool is_zone(const std::string& zone) {
    try {
        return date::locate_zone(zone) != nullptr;
    } catch (const std::runtime_error&) {
        return false;
    }
}

}  // namespace elan
