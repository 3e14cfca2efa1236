#include "insight/identifiers/iban.hpp"

#include <fmt/format.h>

#include <map>

namespace elan {

namespace {

const std::map<std::string, std::size_t, std::less<>> lengths = {
    {"AD", 24}, {"AT", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DK", 18},
    {"EE", 20}, {"ES", 24}, {"FI", 18}, {"FR", 27}, {"GB", 22}, {"GR", 27}, {"HR", 21}, {"HU", 28}, {"IE", 22},
    {"IS", 26}, {"IT", 27}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"MC", 27}, {"MT", 31}, {"NL", 18},
    {"NO", 15}, {"PL", 28}, {"PT", 25}, {"RO", 24}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}};

// The remainder by 97 of the account moved in front of country and key, letters as 10 to 35; -1 for other characters.
int remainder(std::string_view iban) {
    int rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = iban[(i + 4) % iban.size()];
        if (c >= '0' && c <= '9') {
            rest = (rest * 10 + (c - '0')) % 97;
        } else if (c >= 'A' && c <= 'Z') {
            rest = (rest * 100 + (c - 'A' + 10)) % 97;
        } else {
            return -1;
        }
    }
    return rest;
}

}  // namespace

Checked check_iban(std::string_view text) {
    auto iban = compact(text);
    if (iban.size() < 15 || iban.size() > 34)
        return Checked::invalid("Un IBAN compte de 15 à 34 caractères (27 en France).");
    const auto known = lengths.find(std::string_view(iban).substr(0, 2));
    if (known != lengths.end() && iban.size() != known->second) {
        return Checked::invalid(fmt::format("Un IBAN de ce pays compte {} caractères.", known->second));
    }
    if (remainder(iban) != 1)
        return Checked::invalid("Cet IBAN est faux : sa clé ne correspond pas. Vérifiez chaque caractère.");
    return Checked::as(std::move(iban));
}

std::string masked_iban(std::string_view iban) {
    if (iban.size() < 8) return "••••";
    return fmt::format("{} •••• {}", iban.substr(0, 4), iban.substr(iban.size() - 4));
}

}  // namespace elan
