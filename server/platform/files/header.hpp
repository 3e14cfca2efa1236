#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/csv.hpp"

// Where a table begins in a sheet that may carry titles above it, and what its cells say of its habits.
namespace elan::files {

struct Header {
    std::optional<std::size_t> at;  // among the rows given; nothing when the first wide row is data
    std::size_t first_data = 0;     // among the rows given
    std::size_t width = 0;          // filled cells of a usual row
};

// `rows` are the first ones that hold anything.
Header find_header(std::span<const Row> rows);

enum class ValueShape { Empty, Number, Date, Other };
ValueShape shape_of(std::string_view cell);

// What the values say of a file; each vote is one cell.
struct Habits {
    std::size_t commas = 0;  // "12,5"
    std::size_t points = 0;  // "12.5"
    std::size_t days_first = 0;
    std::size_t months_first = 0;
    void see(std::string_view cell);
};

// "2,13402E+13": a number that a spreadsheet shortened before it was saved.
bool is_shortened_number(std::string_view cell);

}  // namespace elan::files
