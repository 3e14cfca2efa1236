#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The calendar cut into equal parts, for figures told over time. Days are "2026-11-23" (see french_dates).
namespace elan {

enum class Every { Day, Week, Month, Quarter, Year };

// "day", "week", "month", "quarter", "year"; nothing for another word.
std::optional<Every> every_named(std::string_view word);

// The first day of the part a day falls in; weeks begin on Monday (ISO 8601).
std::string period_start(Every every, std::string_view day);
// The first day of the part after the one a day falls in.
std::string next_period(Every every, std::string_view day);

// The first days of all parts that touch the days `from` to `until`, in order; one more than `most` at the longest, so
// that the caller can tell there are too many.
std::vector<std::string> period_starts(Every every, std::string_view from, std::string_view until, std::size_t most);

}  // namespace elan
