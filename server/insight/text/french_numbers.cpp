#include "insight/text/french_numbers.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <array>
#include <charconv>
#include <cmath>

#include "insight/text/fold.hpp"

namespace elan {

namespace {

constexpr std::string_view thousands_space = "\u202F";
constexpr std::string_view sign_space = "\u00A0";
constexpr std::int64_t most_cents = 9'000'000'000'000'000;

struct Sign {
    std::string_view code, sign;
};
constexpr std::array<Sign, 5> signs = {{{"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"CHF", "CHF"}, {"XPF", "F"}}};

// Digits, marks and spaces only; the rest was a sign or makes it no number.
std::optional<std::string> bare(std::string text, bool& negative) {
    static const RE2 decoration(R"((€|\$|£|%|eur(os?)?|chf|usd|gbp|xpf))");
    static const RE2 shape(R"(\s*(\(?)\s*([-+−]?)\s*([0-9][0-9 .,']*|[.,][0-9]+)\s*([-−]?)\s*(\)?)\s*)");
    RE2::GlobalReplace(&text, decoration, " ");
    std::string open, before, digits, after, close;
    if (!RE2::FullMatch(text, shape, &open, &before, &digits, &after, &close) || open.empty() != close.empty())
        return std::nullopt;
    negative = !open.empty() || before == "-" || before == "−" || !after.empty();
    std::erase_if(digits, [](char c) { return c == ' ' || c == '\''; });
    return digits;
}

bool groups_thousands(std::string_view digits, char mark) {
    const auto last = digits.rfind(mark);
    const auto first = digits.find(mark);
    return first != last || digits.size() - last - 1 == 3;
}

// Which of the two marks is the decimal one, or 0 for none.
char decimal_mark_of(std::string_view digits, char habit) {
    const auto comma = digits.rfind(','), point = digits.rfind('.');
    const bool has_comma = comma != std::string_view::npos, has_point = point != std::string_view::npos;
    if (has_comma && has_point) return comma > point ? ',' : '.';
    if (!has_comma && !has_point) return 0;
    const char only = has_comma ? ',' : '.';
    if (digits.find(only) != digits.rfind(only)) return 0;
    return groups_thousands(digits, only) && only != habit ? '\0' : only;
}

std::string grouped(std::string digits) {
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) {
        digits.insert(static_cast<std::size_t>(place), thousands_space);
    }
    return digits;
}

}  // namespace

std::optional<std::string> parse_plain_number(std::string_view text, char decimal_mark) {
    bool negative = false;
    const auto digits = bare(fold(text), negative);
    if (!digits) return std::nullopt;
    const char mark = decimal_mark_of(*digits, decimal_mark);
    std::string plain = negative ? "-" : "";
    for (const char c : *digits) {
        if (c >= '0' && c <= '9') plain += c;
        if (mark != 0 && c == mark) plain += '.';
    }
    if (plain.ends_with('.')) plain.pop_back();
    const auto point = plain.find('.');
    if (point != std::string::npos && (point == 0 || plain[point - 1] == '-')) plain.insert(point, "0");
    return plain;
}

std::optional<std::int64_t> parse_cents(std::string_view text, char decimal_mark) {
    auto plain = parse_plain_number(text, decimal_mark);
    if (!plain) return std::nullopt;
    const auto point = plain->find('.');
    auto decimals = point == std::string::npos ? std::string() : plain->substr(point + 1);
    while (decimals.size() > 2 && decimals.back() == '0') decimals.pop_back();
    if (decimals.size() > 2) return std::nullopt;
    decimals.resize(2, '0');
    const auto digits = plain->substr(0, point) + decimals;
    std::int64_t cents = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), cents);
    if (error != std::errc() || cents > most_cents || cents < -most_cents) return std::nullopt;
    return cents;
}

std::optional<double> parse_real(std::string_view text, char decimal_mark) {
    const auto plain = parse_plain_number(text, decimal_mark);
    if (!plain) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(plain->data(), plain->data() + plain->size(), value);
    if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<std::int64_t> parse_whole(std::string_view text, char decimal_mark) {
    const auto plain = parse_plain_number(text, decimal_mark);
    if (!plain) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(plain->data(), plain->data() + plain->size(), value);
    const std::string_view rest(end, static_cast<std::size_t>(plain->data() + plain->size() - end));
    if (error != std::errc() || rest.find_first_not_of(".0") != std::string_view::npos) return std::nullopt;
    return value;
}

std::string french_whole(std::int64_t number) {
    const auto digits = std::to_string(number);
    return number < 0 ? "-" + grouped(digits.substr(1)) : grouped(digits);
}

std::string french_amount(std::int64_t cents, std::string_view currency) {
    const auto* known = std::ranges::find(signs, currency, &Sign::code);
    const auto sign = known == signs.end() ? currency : known->sign;
    const auto magnitude = cents < 0 ? -cents : cents;
    return fmt::format("{}{},{:02}{}{}", cents < 0 ? "-" : "", grouped(std::to_string(magnitude / 100)),
                       magnitude % 100, sign_space, sign);
}

std::string french_real(double number) {
    auto text = fmt::format("{:.6f}", number);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto shown = whole.starts_with('-') ? "-" + grouped(whole.substr(1)) : grouped(whole);
    return point == std::string::npos ? shown : shown + ',' + text.substr(point + 1);
}

}  // namespace elan
