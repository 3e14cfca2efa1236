#include "insight/identifiers/vat_keys.hpp"

#include <re2/re2.h>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>

#include "insight/identifiers/checked.hpp"

namespace elan {

namespace {

int digit(char c) { return c - '0'; }

std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    for (const char c : digits) value = value * 10 + digit(c);
    return value;
}

int weighted(std::string_view digits, std::initializer_list<int> weights) {
    int sum = 0;
    auto place = digits.begin();
    for (const int weight : weights) sum += weight * digit(*place++);
    return sum;
}

// ISO 7064, MOD 11,10.
bool mod_11_10_holds(std::string_view digits) {
    int rest = 5;
    for (const char c : digits) rest = ((rest == 0 ? 10 : rest) * 2 % 11 + digit(c)) % 10;
    return rest == 1;
}

bool austria(std::string_view body) {
    int sum = 4;
    for (std::size_t place = 1; place < 8; ++place) {
        const int product = digit(body[place]) * (place % 2 == 0 ? 2 : 1);
        sum += product > 9 ? product - 9 : product;
    }
    return (10 - sum % 10) % 10 == digit(body[8]);
}

bool belgium(std::string_view body) {
    const auto padded = (body.size() == 9 ? "0" : "") + std::string(body);
    return 97 - number(padded.substr(0, 8)) % 97 == number(padded.substr(8));
}

bool bulgaria(std::string_view body) {
    const int last = digit(body.back());
    if (body.size() == 9) {
        int key = weighted(body, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
        if (key == 10) key = weighted(body, {3, 4, 5, 6, 7, 8, 9, 10}) % 11 % 10;
        return key == last;
    }
    const bool citizen = weighted(body, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == last;
    const bool foreigner = weighted(body, {21, 19, 17, 13, 11, 9, 7, 3, 1}) % 10 == last;
    const bool other = (11 - weighted(body, {4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11 == last;
    return citizen || foreigner || other;
}

bool cyprus(std::string_view body) {
    constexpr int odd_places[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    int sum = 0;
    for (std::size_t place = 0; place < 8; ++place)
        sum += place % 2 == 0 ? odd_places[digit(body[place])] : digit(body[place]);
    return 'A' + sum % 26 == body[8];
}

bool czechia(std::string_view body) {
    if (body.size() == 9) return true;  // birth numbers before 1954 have no key
    if (body.size() == 10) return number(body.substr(0, 9)) % 11 % 10 == digit(body[9]);
    const int key = (11 - weighted(body, {8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return (key == 0 ? 1 : key) % 10 == digit(body[7]);
}

bool greece(std::string_view body) {
    return weighted(body, {256, 128, 64, 32, 16, 8, 4, 2}) % 11 % 10 == digit(body[8]);
}

bool spain(std::string_view body) {
    constexpr std::string_view person_letters = "TRWAGMYFPDXBNJZSQVHLCKE", company_letters = "JABCDEFGHI";
    constexpr std::string_view foreigners = "XYZ", special = "KLM";
    const auto middle = body.substr(1, 7);
    auto person = [&](std::int64_t of) { return person_letters[static_cast<std::size_t>(of % 23)] == body[8]; };
    if (body[0] >= '0' && body[0] <= '9') return person(number(body.substr(0, 8)));
    if (const auto first = foreigners.find(body[0]); first != std::string_view::npos)
        return person(number(middle) + static_cast<std::int64_t>(first) * 10'000'000);
    if (special.find(body[0]) != std::string_view::npos) return person(number(middle));
    for (std::size_t key = 0; key < 10; ++key) {
        const char as_digit = static_cast<char>('0' + static_cast<int>(key));
        if (luhn_holds(std::string(middle) + as_digit)) return body[8] == as_digit || body[8] == company_letters[key];
    }
    return false;
}

bool ireland(std::string_view body) {
    constexpr std::string_view letters = "WABCDEFGHIJKLMNOPQRSTUV";
    // The old style has a sign in second place; its first digit then counts last.
    const bool old_style = body[1] < '0' || body[1] > '9';
    const auto digits = old_style ? '0' + std::string(body.substr(2, 5)) + std::string(body.substr(0, 1))
                                  : std::string(body.substr(0, 7));
    int sum = weighted(digits, {8, 7, 6, 5, 4, 3, 2});
    if (body.size() == 9) sum += 9 * static_cast<int>(letters.find(body[8]));
    return letters[static_cast<std::size_t>(sum % 23)] == body[7];
}

bool lithuania(std::string_view body) {
    auto sum_from = [&](int first) {
        int sum = 0;
        for (int place = 0; place + 1 < static_cast<int>(body.size()); ++place)
            sum += ((place + first - 1) % 9 + 1) * digit(body[static_cast<std::size_t>(place)]);
        return sum % 11;
    };
    int key = sum_from(1);
    if (key == 10) key = sum_from(3) % 10;
    return key == digit(body.back());
}

bool latvia(std::string_view body) {
    if (body[0] > '3') return weighted(body, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1}) % 11 == 3;
    if (body.starts_with("32")) return true;  // personal codes since 2017 have no key
    return (1 + weighted(body, {10, 5, 8, 4, 2, 1, 6, 3, 7, 9})) % 11 % 10 == digit(body[10]);
}

// Since 2020 sole traders have a number checked over its letters too.
bool netherlands(std::string_view body) {
    const bool eleven = (weighted(body, {9, 8, 7, 6, 5, 4, 3, 2}) - digit(body[8])) % 11 == 0;
    int rest = 0;
    for (const char c : "NL" + std::string(body))
        rest = (c > '9' ? rest * 100 + (c - 'A' + 10) : rest * 10 + digit(c)) % 97;
    return eleven || rest == 1;
}

bool portugal(std::string_view body) {
    const int key = 11 - weighted(body, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return (key > 9 ? 0 : key) == digit(body[8]);
}

bool romania(std::string_view body) {
    const auto padded = std::string(10 - body.size(), '0') + std::string(body);
    return 10 * weighted(padded, {7, 5, 3, 2, 1, 7, 5, 3, 2}) % 11 % 10 == digit(padded[9]);
}

bool slovenia(std::string_view body) {
    const int key = 11 - weighted(body, {8, 7, 6, 5, 4, 3, 2}) % 11;
    return (key == 10 ? 0 : key) == digit(body[7]);
}

bool northern_ireland(std::string_view body) {
    if (body.starts_with("GD")) return body[2] < '5';
    if (body.starts_with("HA")) return body[2] >= '5';
    const int rest = weighted(body, {8, 7, 6, 5, 4, 3, 2, 10, 1}) % 97;
    return rest == 0 || (body.substr(0, 3) >= "100" && (rest == 42 || rest == 55));
}

struct Country {
    std::string_view form;
    bool (*key_holds)(std::string_view body);
};

using Body = std::string_view;

// domain/1-identifiers 1.4, in its order.
const std::map<std::string_view, Country>& countries() {
    static const std::map<std::string_view, Country> all = {
        {"AT", {R"(U\d{8})", austria}},
        {"BE", {R"([01]?\d{9})", belgium}},
        {"BG", {R"(\d{9,10})", bulgaria}},
        {"CY", {R"(\d{8}[A-Z])", cyprus}},
        {"CZ", {R"(\d{8,10})", czechia}},
        {"DE", {R"(\d{9})", mod_11_10_holds}},
        {"DK",
         {R"(\d{8})",
          [](Body b) {
              return weighted(b, {2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
          }}},
        {"EE",
         {R"(\d{9})",
          [](Body b) {
              return weighted(b, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
          }}},
        {"EL", {R"(\d{9})", greece}},
        {"ES", {R"([A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])", spain}},
        {"FI",
         {R"(\d{8})",
          [](Body b) {
              return weighted(b, {7, 9, 10, 5, 8, 4, 2, 1}) % 11 == 0;
          }}},
        {"HR", {R"(\d{11})", mod_11_10_holds}},
        {"HU",
         {R"(\d{8})",
          [](Body b) {
              return weighted(b, {9, 7, 3, 1, 9, 7, 3, 1}) % 10 == 0;
          }}},
        {"IE", {R"(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])", ireland}},
        {"IT", {R"(\d{11})", luhn_holds}},
        {"LT", {R"(\d{9}|\d{12})", lithuania}},
        {"LU", {R"(\d{8})", [](Body b) { return number(b.substr(0, 6)) % 89 == number(b.substr(6)); }}},
        {"LV", {R"(\d{11})", latvia}},
        {"MT",
         {R"(\d{8})",
          [](Body b) {
              return weighted(b, {3, 4, 6, 7, 8, 9, 10, 1}) % 37 == 0;
          }}},
        {"NL", {R"(\d{9}B\d{2})", netherlands}},
        {"PL",
         {R"(\d{10})",
          [](Body b) {
              return weighted(b, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 == digit(b[9]);
          }}},
        {"PT", {R"(\d{9})", portugal}},
        {"RO", {R"(\d{2,10})", romania}},
        {"SE", {R"(\d{12})", [](Body b) { return luhn_holds(b.substr(0, 10)); }}},
        {"SI", {R"([1-9]\d{7})", slovenia}},
        {"SK", {R"([1-9]\d[2-47-9]\d{7})", [](Body b) { return number(b) % 11 == 0; }}},
        {"XI", {R"(\d{9}|\d{12}|GD\d{3}|HA\d{3})", northern_ireland}}};
    return all;
}

const RE2& form_of(std::string_view country) {
    static const auto forms = [] {
        std::map<std::string_view, std::unique_ptr<RE2>> built;
        for (const auto& [code, rule] : countries())
            built.emplace(code, std::make_unique<RE2>(re2::StringPiece(rule.form.data(), rule.form.size())));
        return built;
    }();
    return *forms.at(country);
}

}  // namespace

bool vat_country_known(std::string_view country) { return countries().contains(country); }

bool vat_form_holds(std::string_view country, std::string_view body) {
    return RE2::FullMatch(re2::StringPiece(body.data(), body.size()), form_of(country));
}

bool vat_key_holds(std::string_view country, std::string_view body) { return countries().at(country).key_holds(body); }

}  // namespace elan
