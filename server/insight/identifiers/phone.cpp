#include "insight/identifiers/phone.hpp"

#include <phonenumbers/phonenumberutil.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "insight/text/fold.hpp"

namespace elan {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

struct Overseas {
    std::string_view prefix, country;
};
// National prefixes that the common library takes for metropolitan ones.
constexpr std::array<Overseas, 15> overseas = {{{"0262", "262"},
                                                {"0263", "262"},
                                                {"0692", "262"},
                                                {"0693", "262"},
                                                {"0269", "262"},
                                                {"0639", "262"},
                                                {"0590", "590"},
                                                {"0690", "590"},
                                                {"0691", "590"},
                                                {"0594", "594"},
                                                {"0694", "594"},
                                                {"0596", "596"},
                                                {"0696", "596"},
                                                {"0697", "596"},
                                                {"0508", "508"}}};

// Digits with a leading + when the number is international.
std::string dialled(std::string_view text) {
    static const RE2 written_plus(R"(^(00|\+ ))");
    static const RE2 trunk_zero(R"(^\+33 ?\(?0\)?)");
    static const RE2 any_trunk_zero(R"(^(\+\d{1,3}) ?\(0\))");
    auto number = fold(text);
    RE2::Replace(&number, written_plus, "+");
    RE2::Replace(&number, trunk_zero, "+33");
    RE2::Replace(&number, any_trunk_zero, R"(\1)");
    std::erase_if(number, [](char c) { return (c < '0' || c > '9') && c != '+'; });
    return number;
}

// The number as one dials it in France, when it is written from abroad or a spreadsheet dropped its zero.
std::string dialled_at_home(std::string number) {
    if (number.size() == 12 && number.starts_with("+33")) number.replace(0, 3, "0");
    if (number.size() == 9 && number[0] != '0' && number[0] != '+') number.insert(0, 1, '0');
    return number;
}

// Mainland numbers of nine significant digits; what libphonenumber says of them too (property test beside).
bool plain_french(std::string_view number) {
    if (number.size() != 10 || number[0] != '0') return false;
    const char second = number[1], third = number[2];
    if (second >= '1' && second <= '5') return true;
    return (second == '6' || second == '9') || (second == '7' && third >= '3');
}

std::string overseas_number(std::string_view number) {
    for (const auto& [prefix, country] : overseas) {
        if (!number.starts_with(prefix) || number.size() != 10) continue;
        // Saint-Pierre-et-Miquelon has six digits of its own.
        if (country == "508") return "+508" + std::string(number.substr(4));
        return '+' + std::string(country) + std::string(number.substr(1));
    }
    return {};
}

// The common library's metadata are older than some of these ranges; the numbering plan decides.
bool in_overseas_plan(std::string_view e164) {
    return std::ranges::any_of(overseas, [&](const Overseas& range) {
        if (!e164.starts_with('+') || !e164.substr(1).starts_with(range.country)) return false;
        const auto national = e164.substr(1 + range.country.size());
        if (range.country == "508") return national.size() == 6;
        return national.size() == 9 && national.starts_with(range.prefix.substr(1));
    });
}

// The longest number of the world has fifteen digits; more would only make the library search.
constexpr std::size_t most_characters = 20;

Checked by_library(const std::string& number) {
    const auto& library = *PhoneNumberUtil::GetInstance();
    PhoneNumber parsed;
    if (number.size() > most_characters || library.Parse(number, "FR", &parsed) != PhoneNumberUtil::NO_PARSING_ERROR ||
        !library.IsValidNumber(parsed)) {
        return Checked::invalid(
            "Ce numéro de téléphone n’existe pas : vérifiez le nombre de chiffres (exemple : 06 12 34 56 78).");
    }
    std::string e164;
    library.Format(parsed, PhoneNumberUtil::E164, &e164);
    return Checked::as(std::move(e164));
}

std::string cut_extension(std::string text, std::vector<std::string>& warnings) {
    static const RE2 extension(R"((?i)\s*(poste|ext\.?|extension|p\.)\s*\d{1,6}\s*$)");
    if (RE2::Replace(&text, extension, "")) warnings.emplace_back("Le numéro de poste n’a pas été gardé.");
    return text;
}

bool in_french_plan(const std::string& e164, std::string_view country) {
    return e164.starts_with(country) && e164.size() > 5;
}

}  // namespace

Checked check_phone(std::string_view text) {
    std::vector<std::string> warnings;
    auto number = dialled_at_home(dialled(cut_extension(std::string(text), warnings)));
    if (auto far = overseas_number(number); !far.empty()) number = std::move(far);
    Checked checked;
    if (plain_french(number)) {
        checked = Checked::as("+33" + number.substr(1));
    } else if (in_overseas_plan(number)) {
        checked = Checked::as(std::move(number));
    } else {
        checked = by_library(number);
        if (auto far = overseas_number(dialled_at_home(checked.value)); !far.empty()) checked.value = std::move(far);
    }
    checked.warnings = std::move(warnings);
    return checked;
}

std::string shown_phone(const std::string& e164) {
    for (const auto* country : {"+33", "+262", "+590", "+594", "+596"}) {
        if (!in_french_plan(e164, country)) continue;
        const auto national = '0' + e164.substr(std::string_view(country).size());
        if (national.size() != 10) break;
        std::string shown;
        for (std::size_t i = 0; i < national.size(); i += 2) shown += (i == 0 ? "" : " ") + national.substr(i, 2);
        return shown;
    }
    const auto& library = *PhoneNumberUtil::GetInstance();
    PhoneNumber parsed;
    if (library.Parse(e164, "FR", &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) return e164;
    std::string shown;
    library.Format(parsed, PhoneNumberUtil::INTERNATIONAL, &shown);
    return shown;
}

}  // namespace elan
