#include "platform/files/formula_guard.hpp"

#include <algorithm>

namespace elan::files {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "-12,5", "+33 6 12": digits in groups and at most one mark. No spreadsheet computes anything from these.
bool is_plain_number(std::string_view cell) {
    cell.remove_prefix(cell.starts_with('-') || cell.starts_with('+') ? 1 : 0);
    if (cell.empty() || !is_digit(cell.front()) || !is_digit(cell.back())) return false;
    const auto marks = std::ranges::count_if(cell, [](char c) { return c == ',' || c == '.'; });
    return marks <= 1 &&
           std::ranges::all_of(cell, [](char c) { return is_digit(c) || c == ' ' || c == ',' || c == '.'; });
}

}  // namespace

bool needs_guard(std::string_view cell) {
    cell.remove_prefix(std::min(cell.find_first_not_of('\''), cell.size()));
    if (cell.empty()) return false;
    return std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos && !is_plain_number(cell);
}

bool is_guarded(std::string_view cell) { return cell.starts_with('\'') && needs_guard(cell); }

}  // namespace elan::files
