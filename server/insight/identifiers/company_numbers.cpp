#include "insight/identifiers/company_numbers.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <map>

namespace elan {

namespace {

constexpr std::string_view la_poste = "356000000";

bool all_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

int digit_sum(std::string_view digits) {
    int sum = 0;
    for (const char digit : digits) sum += digit - '0';
    return sum;
}

bool siren_holds(std::string_view siren) { return siren != "000000000" && luhn_holds(siren); }

// The alphabet of the newer keys leaves out I and O.
int key_index(char c) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    return static_cast<int>(alphabet.find(c));
}

bool french_key_holds(std::string_view key, std::int64_t siren) {
    if (all_digits(key)) return std::stoi(std::string(key)) == (12 + 3 * (siren % 97)) % 97;
    const bool digit_first = key[0] >= '0' && key[0] <= '9';
    const std::int64_t c = digit_first ? 24 * key_index(key[0]) + key_index(key[1]) - 10
                                       : 34 * key_index(key[0]) + key_index(key[1]) - 100;
    return (siren + 1 + c / 11) % 11 == c % 11;
}

Checked check_french_vat(std::string_view number) {
    static const RE2 shape("FR[0-9A-HJ-NP-Z]{2}[0-9]{9}");
    if (!RE2::FullMatch(re2::StringPiece(number.data(), number.size()), shape)) {
        return Checked::invalid("Un numéro de TVA français a la forme FR, 2 caractères, puis les 9 chiffres du SIREN.");
    }
    const auto siren = number.substr(4);
    const bool monaco = siren.starts_with("000");
    const bool holds =
        (monaco || siren_holds(siren)) && french_key_holds(number.substr(2, 2), std::stoll(std::string(siren)));
    return holds ? Checked::as(std::string(number))
                 : Checked::invalid("Ce numéro de TVA est faux : sa clé ne correspond pas. Vérifiez chaque chiffre.");
}

const std::map<std::string, std::string, std::less<>>& other_forms() {
    static const std::map<std::string, std::string, std::less<>> forms = {
        {"AT", R"(U\d{8})"},
        {"BE", R"([01]?\d{9})"},
        {"BG", R"(\d{9,10})"},
        {"CY", R"(\d{8}[A-Z])"},
        {"CZ", R"(\d{8,10})"},
        {"DE", R"(\d{9})"},
        {"DK", R"(\d{8})"},
        {"EE", R"(\d{9})"},
        {"EL", R"(\d{9})"},
        {"ES", R"([A-Z0-9]\d{7}[A-Z0-9])"},
        {"FI", R"(\d{8})"},
        {"HR", R"(\d{11})"},
        {"HU", R"(\d{8})"},
        {"IE", R"(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])"},
        {"IT", R"(\d{11})"},
        {"LT", R"(\d{9}|\d{12})"},
        {"LU", R"(\d{8})"},
        {"LV", R"(\d{11})"},
        {"MT", R"(\d{8})"},
        {"NL", R"(\d{9}B\d{2})"},
        {"PL", R"(\d{10})"},
        {"PT", R"(\d{9})"},
        {"RO", R"(\d{2,10})"},
        {"SE", R"(\d{12})"},
        {"SI", R"([1-9]\d{7})"},
        {"SK", R"([1-9]\d[2-47-9]\d{7})"},
        {"XI", R"(\d{9}|\d{12}|GD\d{3}|HA\d{3})"}};
    return forms;
}

}  // namespace

Checked check_siren(std::string_view text) {
    auto digits = compact(text);
    if (digits.size() != 9 || !all_digits(digits)) return Checked::invalid("Un SIREN compte 9 chiffres.");
    if (!siren_holds(digits))
        return Checked::invalid("Ce SIREN est faux : sa clé ne correspond pas. Vérifiez chaque chiffre.");
    return Checked::as(std::move(digits));
}

Checked check_siret(std::string_view text) {
    auto digits = compact(text);
    if (digits.size() != 14 || !all_digits(digits)) return Checked::invalid("Un SIRET compte 14 chiffres.");
    const auto siren = std::string_view(digits).substr(0, 9);
    if (siren == la_poste && !luhn_holds(digits) && digit_sum(digits) % 5 == 0) {
        auto checked = Checked::as(std::move(digits));
        checked.warnings.emplace_back("Ce SIRET suit la règle propre à La Poste : vérifiez-le au répertoire Sirene.");
        return checked;
    }
    if (!siren_holds(siren) || !luhn_holds(digits)) {
        return Checked::invalid("Ce SIRET est faux : sa clé ne correspond pas. Vérifiez chaque chiffre.");
    }
    return Checked::as(std::move(digits));
}

Checked check_vat_number(std::string_view text) {
    auto number = compact(text);
    if (number.size() < 4) return Checked::invalid("Un numéro de TVA commence par les deux lettres du pays.");
    if (number.starts_with("GR")) number.replace(0, 2, "EL");
    if (number.starts_with("FR")) return check_french_vat(number);
    const auto form = other_forms().find(std::string_view(number).substr(0, 2));
    if (form == other_forms().end())
        return Checked::invalid("Un numéro de TVA commence par les deux lettres d’un pays de l’Union européenne.");
    if (!RE2::FullMatch(number.substr(2), form->second)) {
        return Checked::invalid(
            fmt::format("Ce numéro de TVA n’a pas la forme attendue pour le pays {}.", form->first));
    }
    if (form->first == "BE" && number.size() == 11) number.insert(2, "0");
    return Checked::as(std::move(number));
}

std::string vat_number_of(std::string_view siren) {
    const auto number = std::stoll(std::string(siren));
    return fmt::format("FR{:02}{}", (12 + 3 * (number % 97)) % 97, siren);
}

}  // namespace elan
