#include "platform/files/header.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace elan::files {

namespace {

bool is_figure(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    const auto start = text.find_first_not_of(spaces);
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(spaces) - start + 1);
}

std::size_t filled(const Row& row) {
    return static_cast<std::size_t>(
        std::ranges::count_if(row.cells, [](const auto& cell) { return !trimmed(cell).empty(); }));
}

// One stray wide row does not make a table wide, nor do a few narrow ones make it narrow.
std::size_t usual_width(std::span<const Row> rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) widths.push_back(filled(row));
    std::ranges::sort(widths, std::greater<>());
    return widths.empty() ? 0 : widths[widths.size() / 4];
}

bool names_a_column(std::string_view cell) {
    const auto shape = shape_of(cell);
    return shape == ValueShape::Other && cell.size() <= 500 && cell.find('@') == std::string_view::npos &&
           !cell.starts_with("http") && !is_shortened_number(cell);
}

// Names, nearly all of them, and hardly one twice.
bool reads_as_header(const Row& row) {
    std::size_t names = 0;
    std::set<std::string_view> different;
    for (const auto& cell : row.cells) {
        const auto text = trimmed(cell);
        if (text.empty()) continue;
        names += names_a_column(text);
        different.insert(text);
    }
    const auto all = filled(row);
    return names * 5 >= all * 4 && different.size() * 5 >= all * 4;
}

struct Numeric {
    std::array<int, 3> parts = {};
    std::array<std::size_t, 3> digits = {};
    char separator = 0;
};

// Three numbers with the same mark between them, as in "05/06/2026"; a time of day may follow.
std::optional<Numeric> three_numbers(std::string_view cell) {
    Numeric read;
    std::size_t part = 0;
    std::size_t at = 0;
    for (; at < cell.size(); ++at) {
        const char c = cell[at];
        if (is_figure(c)) {
            if (++read.digits[part] > 4) return std::nullopt;
            read.parts[part] = read.parts[part] * 10 + (c - '0');
            continue;
        }
        if (part == 2 || read.digits[part] == 0) break;
        if (c != '/' && c != '-' && c != '.') return std::nullopt;
        if (read.separator != 0 && c != read.separator) return std::nullopt;
        read.separator = c;
        ++part;
    }
    const bool ends = at == cell.size() || cell[at] == ' ' || cell[at] == 'T';
    if (part < 2 || read.digits[2] == 0 || !ends) return std::nullopt;
    return read;
}

bool is_date(const Numeric& read) {
    const bool year_first = read.digits[0] == 4 && read.digits[1] <= 2 && read.digits[2] <= 2;
    const bool year_last = read.digits[0] <= 2 && read.digits[1] <= 2 && (read.digits[2] == 4 || read.digits[2] == 2);
    return year_first || year_last;
}

}  // namespace

bool is_shortened_number(std::string_view cell) {
    cell = trimmed(cell);
    const auto e = cell.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || e + 1 == cell.size()) return false;
    auto power = cell.substr(e + 1);
    if (power.front() != '+') return false;
    power.remove_prefix(1);
    const auto mantissa = cell.substr(cell[0] == '-' ? 1 : 0, e - (cell[0] == '-' ? 1 : 0));
    const auto marks = std::ranges::count_if(mantissa, [](char c) { return c == ',' || c == '.'; });
    return !power.empty() && power.size() <= 3 && std::ranges::all_of(power, is_figure) && !mantissa.empty() &&
           is_figure(mantissa[0]) && marks <= 1 &&
           std::ranges::all_of(mantissa, [](char c) { return is_figure(c) || c == ',' || c == '.'; });
}

ValueShape shape_of(std::string_view cell) {
    cell = trimmed(cell);
    if (cell.empty()) return ValueShape::Empty;
    if (const auto read = three_numbers(cell); read && is_date(*read)) return ValueShape::Date;
    const auto digits = std::ranges::count_if(cell, is_figure);
    // Marks, spaces, signs and the bytes of no-break spaces and of the euro sign.
    const bool only_marks = std::ranges::all_of(cell, [](char c) {
        return is_figure(c) || std::string_view(" ,.+-()%/:'").find(c) != std::string_view::npos ||
               static_cast<unsigned char>(c) >= 0x80;
    });
    return digits > 0 && only_marks && digits * 2 >= static_cast<std::ptrdiff_t>(cell.size()) ? ValueShape::Number
                                                                                              : ValueShape::Other;
}

Header find_header(std::span<const Row> rows) {
    Header header;
    header.width = usual_width(rows);
    const auto is_wide = [&](const Row& row) { return filled(row) * 10 >= header.width * 7; };
    const auto first_wide = static_cast<std::size_t>(std::ranges::find_if(rows, is_wide) - rows.begin());
    header.first_data = first_wide;
    if (first_wide == rows.size() || !reads_as_header(rows[first_wide])) return header;
    header.at = first_wide;
    header.first_data = first_wide + 1;
    return header;
}

void Habits::see(std::string_view cell) {
    cell = trimmed(cell);
    if (cell.size() < 3 || cell.size() > 40) return;
    if (const auto read = three_numbers(cell); read && is_date(*read) && read->digits[0] <= 2) {
        days_first += read->parts[0] > 12 && read->parts[1] <= 12;
        months_first += read->parts[1] > 12 && read->parts[0] <= 12;
        return;
    }
    if (shape_of(cell) != ValueShape::Number) return;
    const auto mark = cell.find_last_of(",.");
    if (mark == std::string_view::npos || mark == 0 || cell.find_first_of("/:") != std::string_view::npos) return;
    std::size_t decimals = 0;
    for (auto at = mark + 1; at < cell.size() && is_figure(cell[at]); ++at) ++decimals;
    const bool is_repeated = cell.find(cell[mark]) != mark;
    // Three digits may be thousands, and a mark that comes twice is never decimal.
    if (is_repeated || decimals == 0 || decimals == 3 || !is_figure(cell[mark - 1])) return;
    ++(cell[mark] == ',' ? commas : points);
}

}  // namespace elan::files
