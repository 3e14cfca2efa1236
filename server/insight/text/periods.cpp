#include "insight/text/periods.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "insight/text/french_dates.hpp"

namespace elan {

namespace {

int number_at(std::string_view day, std::size_t at, std::size_t length) {
    return std::stoi(std::string(day.substr(at, length)));
}

// The first of the month that stands so many months after January of a year.
std::string first_of_month(int year, int months) {
    return fmt::format("{:04}-{:02}-01", year + months / 12, 1 + months % 12);
}

// How many months a part has; none for those counted in days.
int months_of(Every every) {
    switch (every) {
        case Every::Month:
            return 1;
        case Every::Quarter:
            return 3;
        case Every::Year:
            return 12;
        case Every::Day:
        case Every::Week:
            return 0;
    }
    return 0;
}

// 1970-01-01 was a Thursday.
int days_since_monday(std::string_view day) { return static_cast<int>(((day_number(day) + 3) % 7 + 7) % 7); }

}  // namespace

std::optional<Every> every_named(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, Every>, 5> words = {{{"day", Every::Day},
                                                                                 {"week", Every::Week},
                                                                                 {"month", Every::Month},
                                                                                 {"quarter", Every::Quarter},
                                                                                 {"year", Every::Year}}};
    for (const auto& [name, every] : words)
        if (name == word) return every;
    return std::nullopt;
}

std::string period_start(Every every, std::string_view day) {
    if (every == Every::Day) return std::string(day);
    if (every == Every::Week) return add_days(day, -days_since_monday(day));
    const int months = number_at(day, 5, 2) - 1;
    return first_of_month(number_at(day, 0, 4), months - months % months_of(every));
}

std::string next_period(Every every, std::string_view day) {
    const auto start = period_start(every, day);
    if (every == Every::Day) return add_days(start, 1);
    if (every == Every::Week) return add_days(start, 7);
    return first_of_month(number_at(start, 0, 4), number_at(start, 5, 2) - 1 + months_of(every));
}

std::vector<std::string> period_starts(Every every, std::string_view from, std::string_view until, std::size_t most) {
    std::vector<std::string> starts;
    for (auto start = period_start(every, from); start <= until && starts.size() <= most;
         start = next_period(every, start))
        starts.push_back(start);
    return starts;
}

}  // namespace elan
