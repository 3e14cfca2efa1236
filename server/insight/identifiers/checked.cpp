#include "insight/identifiers/checked.hpp"

#include "insight/text/fold.hpp"

namespace elan {

std::string compact(std::string_view text) {
    std::string out;
    for (const char c : fold(text)) {
        if (c == ' ' || c == '.' || c == '-') continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

bool luhn_holds(std::string_view digits) {
    int sum = 0;
    bool doubled = false;
    for (auto place = digits.rbegin(); place != digits.rend(); ++place, doubled = !doubled) {
        const int digit = (*place - '0') * (doubled ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

}  // namespace elan
