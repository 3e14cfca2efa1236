#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// Days and moments as French people write them. A day is "2026-11-23"; a moment is UTC milliseconds; a zone is an IANA
// name. Functions that take a day or a zone expect an existing one (see is_day, is_zone) and throw otherwise.
namespace elan {

// Whether a text is a day that exists, written as we keep it.
bool is_day(std::string_view text);

// Reads "05/06/2026", "5/6/26", "5-6-2026", "05.06.2026", "5 juin 2026", "2026-06-05", "20260605" (and any of them
// followed by a time of day, which is left out). Two digits of a year are 1970 to 2069. Nothing when it is no day.
std::optional<std::string> parse_day(std::string_view text, bool day_first = true);

// Reads a moment: "2026-06-05T10:00:00+02:00", "2026-06-05 10:00", "05/06/2026 10:30", "05/06/2026 à 10h30"; a day
// alone is its start. Without an offset the time is local to the zone.
std::optional<std::int64_t> parse_moment(std::string_view text, const std::string& zone, bool day_first = true);

enum class DateOrder {
    DayFirst,    // some value cannot be otherwise
    MonthFirst,  // some value cannot be otherwise
    Unknown,     // "05/06/2026" only: day first by French habit, but worth asking
    Mixed,       // values of both kinds
};

// What the first number of "05/06/2026" is: values above twelve decide.
DateOrder detect_date_order(std::span<const std::string> samples);
bool days_come_first(std::span<const std::string> samples);

// Days of a spreadsheet: 46178 is 2026-06-05. Its 29 February 1900, which never was, is nothing.
std::optional<std::string> day_of_serial(double serial, bool since_1904 = false);

// Days since 1970-01-01 and back; nothing outside the years 1 to 9999.
std::int64_t day_number(std::string_view day);
std::optional<std::string> day_of_number(std::int64_t number);
std::string add_days(std::string_view day, int days);
int days_between(std::string_view from, std::string_view to);

// The day it is somewhere at a moment.
std::string local_day(std::int64_t moment, const std::string& zone);
// The moment of a wall time somewhere. A time that a clock change skips is taken as much later (02:30 becomes 03:30);
// one that comes twice is taken the first time.
std::int64_t local_moment(std::string_view day, int hour, int minute, const std::string& zone);

// "23 nov. 2026", "23 nov. 2026 à 10:05", and the numeric forms for spreadsheets: "23/11/2026", "23/11/2026 10:05".
std::string french_day(std::string_view day);
std::string french_moment(std::int64_t moment, const std::string& zone);
std::string numeric_day(std::string_view day);
std::string numeric_moment(std::int64_t moment, const std::string& zone);

// Whether the zone is known to this machine.
bool is_zone(const std::string& zone);

}  // namespace elan
