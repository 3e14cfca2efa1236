#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Numbers as French people and their spreadsheets write them: "1 234,50 €", "1.234,50", "1,234.50", "(12,5)", "12 %".
namespace elan {

struct WrittenNumber {
    std::string plain;       // "-1234.50": digits as written, a point, no leading zeros
    bool ambiguous = false;  // "1.234" or "1,234": only the habit of the file says which it is
    bool percent = false;
};

// The last of comma and point is the decimal mark when both stand there; a mark that comes twice separates thousands;
// alone, a mark not followed by three digits is decimal, and otherwise `decimal_mark` decides. Thousands are three
// digits each, or it is no number: "06 12 34" is not. Parentheses and "12-" are negative. A currency or a percent sign
// is left out. "1,5E+10" is refused: what a spreadsheet shortened has lost its digits.
std::optional<WrittenNumber> read_number(std::string_view text, char decimal_mark = ',');

// Only the digits of it: "1 234,50 €" is "1234.50".
std::optional<std::string> parse_plain_number(std::string_view text, char decimal_mark = ',');

// Exact, without passing through a real: at most two decimals that count, within ±90 000 000 000 000.
std::optional<std::int64_t> parse_cents(std::string_view text, char decimal_mark = ',');
std::optional<double> parse_real(std::string_view text, char decimal_mark = ',');
std::optional<std::int64_t> parse_whole(std::string_view text, char decimal_mark = ',');

// Whether a spreadsheet shortened it: "2,13402E+13" was a SIRET.
bool is_scientific(std::string_view text);

// "1 234,50 €" with a narrow no-break space between thousands and a no-break space before the sign.
std::string french_amount(std::int64_t cents, std::string_view currency = "EUR");
std::string french_whole(std::int64_t number);
std::string french_real(double number);  // at most six decimals, none too many: "12,5"

}  // namespace elan
