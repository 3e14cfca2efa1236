#include "insight/text/french_numbers.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "insight/text/fold.hpp"

namespace elan {

namespace {

constexpr std::string_view thousands_space = "\u202F";
constexpr std::string_view sign_space = "\u00A0";
constexpr std::int64_t most_cents = 9'000'000'000'000'000;
constexpr std::size_t longest_number = 60;

struct Sign {
    std::string_view code, sign;
};
constexpr std::array<Sign, 5> signs = {{{"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"CHF", "CHF"}, {"XPF", "F"}}};

struct Dressed {
    std::string digits;  // digits, marks and spaces
    bool negative = false;
    bool percent = false;
};

// Takes the sign, the parentheses, the currency and the percent sign off.
std::optional<Dressed> undressed(const std::string& folded) {
    static const RE2 shape(R"((\(?) ?([-+]?) ?(?:€|\$|£|eur|usd|gbp|chf|xpf)? ?([-+]?) ?([0-9][0-9 .,']*|[.,][0-9]+))"
                           R"((?:(€|\$|£|euros?|eur|usd|gbp|chf|xpf|%))? ?([-+]?) ?(\)?))");
    std::string open, first, second, digits, unit, last, close;
    if (!RE2::FullMatch(folded, shape, &open, &first, &second, &digits, &unit, &last, &close)) return std::nullopt;
    const auto sign = first + second + last;
    if (open.empty() != close.empty() || sign.size() + open.size() > 1) return std::nullopt;
    while (digits.back() == ' ') digits.pop_back();
    return Dressed{std::move(digits), !open.empty() || sign == "-", unit == "%"};
}

struct Marks {
    char decimal = 0;
    bool ambiguous = false;
};

Marks marks_of(std::string_view digits, char habit) {
    const auto comma = digits.rfind(',');
    const auto point = digits.rfind('.');
    constexpr auto none = std::string_view::npos;
    if (comma == none && point == none) return {};
    if (comma != none && point != none) return {comma > point ? ',' : '.'};
    const char only = comma != none ? ',' : '.';
    const auto at = digits.rfind(only);
    if (digits.find(only) != at) return {};
    const bool may_be_thousands = digits.size() - at == 4 && at >= 1 && at <= 3 && digits[0] != '0';
    return {may_be_thousands && only != habit ? '\0' : only, may_be_thousands};
}

// "1 234 567" or "1.234.567" without what stands between the thousands; one kind of separator, three digits each.
std::optional<std::string> ungrouped(std::string_view whole) {
    const auto separator_at = whole.find_first_not_of("0123456789");
    if (separator_at == std::string_view::npos) return std::string(whole);
    const char separator = whole[separator_at];
    std::string digits(whole.substr(0, separator_at));
    if (digits.empty() || digits.size() > 3) return std::nullopt;
    for (auto rest = whole.substr(separator_at); !rest.empty(); rest.remove_prefix(4)) {
        const auto group = rest.substr(1, 3);
        const bool is_group = rest[0] == separator && group.size() == 3 &&
                              group.find_first_not_of("0123456789") == std::string_view::npos;
        if (!is_group) return std::nullopt;
        digits += group;
    }
    return digits;
}

std::optional<std::string> plain_of(const Dressed& dressed, char decimal) {
    const std::string_view digits = dressed.digits;
    const auto mark_at = decimal == 0 ? digits.size() : digits.rfind(decimal);
    auto whole = ungrouped(digits.substr(0, mark_at));
    const auto decimals = digits.substr(std::min(mark_at + 1, digits.size()));
    if (!whole || decimals.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    whole->erase(0, std::min(whole->find_first_not_of('0'), whole->size()));
    if (whole->empty()) *whole = "0";
    auto plain = *whole + (decimals.empty() ? "" : ".") + std::string(decimals);
    const bool is_zero = plain.find_first_not_of("0.") == std::string::npos;
    return dressed.negative && !is_zero ? "-" + plain : plain;
}

std::string grouped(std::string digits) {
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
        digits.insert(static_cast<std::size_t>(place), thousands_space);
    return digits;
}

// The magnitude of the lowest number has no positive counterpart, hence unsigned.
std::uint64_t magnitude(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    return number < 0 ? 0 - bits : bits;
}

}  // namespace

std::optional<WrittenNumber> read_number(std::string_view text, char decimal_mark) {
    const auto folded = fold(text);
    if (folded.empty() || folded.size() > longest_number) return std::nullopt;
    const auto dressed = undressed(folded);
    if (!dressed) return std::nullopt;
    const auto marks = marks_of(dressed->digits, decimal_mark);
    auto plain = plain_of(*dressed, marks.decimal);
    if (!plain) return std::nullopt;
    return WrittenNumber{std::move(*plain), marks.ambiguous, dressed->percent};
}

std::optional<std::string> parse_plain_number(std::string_view text, char decimal_mark) {
    auto number = read_number(text, decimal_mark);
    if (!number) return std::nullopt;
    return std::move(number->plain);
}

std::optional<std::int64_t> parse_cents(std::string_view text, char decimal_mark) {
    const auto plain = parse_plain_number(text, decimal_mark);
    if (!plain) return std::nullopt;
    const auto point = plain->find('.');
    auto decimals = point == std::string::npos ? std::string() : plain->substr(point + 1);
    while (decimals.size() > 2 && decimals.back() == '0') decimals.pop_back();
    if (decimals.size() > 2) return std::nullopt;
    decimals.resize(2, '0');
    const auto digits = plain->substr(0, point) + decimals;
    std::int64_t cents = 0;
    const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), cents).ec;
    if (error != std::errc() || cents > most_cents || cents < -most_cents) return std::nullopt;
    return cents;
}

std::optional<double> parse_real(std::string_view text, char decimal_mark) {
    const auto plain = parse_plain_number(text, decimal_mark);
    if (!plain) return std::nullopt;
    double value = 0;
    const auto error = std::from_chars(plain->data(), plain->data() + plain->size(), value).ec;
    if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<std::int64_t> parse_whole(std::string_view text, char decimal_mark) {
    const auto plain = parse_plain_number(text, decimal_mark);
    if (!plain) return std::nullopt;
    std::int64_t value = 0;
    const char* const end = plain->data() + plain->size();
    const auto [stop, error] = std::from_chars(plain->data(), end, value);
    if (error != std::errc() || std::any_of(stop, end, [](char c) { return c != '.' && c != '0'; }))
        return std::nullopt;
    return value;
}

bool is_scientific(std::string_view text) {
    static const RE2 shape(R"(\s*[-+]?[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]{1,3}\s*)");
    return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), shape);
}

std::string french_whole(std::int64_t number) {
    return (number < 0 ? "-" : "") + grouped(std::to_string(magnitude(number)));
}

std::string french_amount(std::int64_t cents, std::string_view currency) {
    const auto* known = std::ranges::find(signs, currency, &Sign::code);
    const auto sign = known == signs.end() ? currency : known->sign;
    const auto size = magnitude(cents);
    return fmt::format("{}{},{:02}{}{}", cents < 0 ? "-" : "", grouped(std::to_string(size / 100)), size % 100,
                       sign_space, sign);
}

std::string french_real(double number) {
    auto text = fmt::format("{:.6f}", number);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    if (text == "-0") text = "0";
    const bool negative = text.starts_with('-');
    const auto point = std::min(text.find('.'), text.size());
    const auto whole = grouped(text.substr(negative ? 1 : 0, point - (negative ? 1 : 0)));
    const auto decimals = point == text.size() ? std::string() : "," + text.substr(point + 1);
    return (negative ? "-" : "") + whole + decimals;
}

}  // namespace elan
