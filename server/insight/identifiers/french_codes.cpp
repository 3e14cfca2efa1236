#include "insight/identifiers/french_codes.hpp"

#include <algorithm>

namespace elan {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

bool known_overseas(std::string_view prefix) {
    constexpr std::string_view prefixes = "971 972 973 974 975 976 977 978 980 984 986 987 988";
    return prefixes.find(prefix) != std::string_view::npos;
}

bool attributed(std::string_view code) {
    if (code == "00000") return false;
    const auto first = code.substr(0, 2);
    if (first == "96" || first == "99") return false;
    return (first != "97" && first != "98") || known_overseas(code.substr(0, 3));
}

}  // namespace

Checked check_rna(std::string_view text) {
    auto number = compact(text);
    const bool shaped = number.size() == 10 && number[0] == 'W' && is_digit(number[1]) &&
                        (is_digit(number[2]) || is_letter(number[2])) && all_digits(std::string_view(number).substr(3));
    if (!shaped)
        return Checked::invalid(
            "Un numéro RNA compte la lettre W puis 9 caractères (exemple : W751000001). Recopiez-le depuis le "
            "récépissé de la préfecture.");
    return Checked::as(std::move(number));
}

Checked check_naf(std::string_view text) {
    auto code = compact(text);
    if (code.size() != 5 || !all_digits(std::string_view(code).substr(0, 4)) || !is_letter(code[4]))
        return Checked::invalid(
            "Un code NAF (APE) compte 4 chiffres et une lettre (exemple : 62.01Z). Il figure sur l’avis de situation "
            "Sirene.");
    return Checked::as(code.insert(2, "."));
}

Checked check_postal_code(std::string_view text) {
    auto code = compact(text);
    const bool zero_lost = code.size() == 4 && all_digits(code) && code[0] != '0';
    if (zero_lost) code.insert(0, "0");
    if (code.size() != 5 || !all_digits(code))
        return Checked::invalid("Un code postal français compte 5 chiffres (exemple : 01000). Complétez-le.");
    if (!attributed(code))
        return Checked::invalid("Ce code postal n’existe pas : vérifiez ses deux premiers chiffres, le département.");
    auto checked = Checked::as(std::move(code));
    if (zero_lost) checked.warnings.emplace_back("Le zéro perdu au début du code postal a été remis.");
    return checked;
}

std::string department_of_postal_code(std::string_view postal_code) {
    if (postal_code.size() != 5 || postal_code.starts_with("00") || postal_code.starts_with("980")) return {};
    if (postal_code.starts_with("20")) return postal_code[2] <= '1' ? "2A" : "2B";
    return std::string(postal_code.substr(0, postal_code[0] == '9' && postal_code[1] >= '7' ? 3 : 2));
}

}  // namespace elan
