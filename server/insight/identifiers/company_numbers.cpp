#include "insight/identifiers/company_numbers.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <cstdint>

#include "insight/identifiers/vat_keys.hpp"

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
    const auto country = number.substr(0, 2);
    if (country == "GB")
        return Checked::invalid(
            "Le Royaume-Uni n’est plus dans le système TVA européen : seuls les numéros XI "
            "d’Irlande du Nord y restent.");
    if (!vat_country_known(country))
        return Checked::invalid("Un numéro de TVA commence par les deux lettres d’un pays de l’Union européenne.");
    if (!vat_form_holds(country, std::string_view(number).substr(2)))
        return Checked::invalid(fmt::format(
            "Ce numéro de TVA n’a pas la forme attendue pour le pays {} : comptez les caractères.", country));
    if (country == "BE" && number.size() == 11) number.insert(2, "0");
    auto checked = Checked::as(number);
    if (!vat_key_holds(country, std::string_view(number).substr(2)))
        checked.warnings.emplace_back(
            "La clé de ce numéro de TVA ne correspond pas : vérifiez chaque caractère, ou interrogez VIES.");
    return checked;
}

std::string vat_number_of(std::string_view siren) {
    const auto number = std::stoll(std::string(siren));
    return fmt::format("FR{:02}{}", (12 + 3 * (number % 97)) % 97, siren);
}

}  // namespace elan
