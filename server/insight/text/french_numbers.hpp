#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Numbers as French people and their spreadsheets write them: "1 234,50 €", "1.234,50", "1,234.50", "(12,5)", "12 %".
namespace elan {

// The number as plain digits: "1 234,50 €" is "1234.50". The last of comma and point is the decimal mark when both
// stand there; alone, a mark followed by other than three digits is decimal, and otherwise `decimal_mark` decides.
// White space of any kind separates thousands; a currency or a percent sign is left out; parentheses and "12-" are
// negative. Nothing when it is no number.
std::optional<std::string> parse_plain_number(std::string_view text, char decimal_mark = ',');

// Exact, without passing through a real: at most two decimals, within ±90 000 000 000 000.
std::optional<std::int64_t> parse_cents(std::string_view text, char decimal_mark = ',');
std::optional<double> parse_real(std::string_view text, char decimal_mark = ',');
std::optional<std::int64_t> parse_whole(std::string_view text, char decimal_mark = ',');

// "1 234,50 €" with a narrow no-break space between thousands and a no-break space before the sign.
std::string french_amount(std::int64_t cents, std::string_view currency);
std::string french_whole(std::int64_t number);
std::string french_real(double number);  // at most six decimals, none too many: "12,5"

}  // namespace elan
