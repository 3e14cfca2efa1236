#pragma once

#include <string>
#include <string_view>
#include <vector>

// The answer of every check of an identifier: the normalised value, or a French sentence that says what to do. What was
// typed is the caller's to keep. "Plausible" means that syntax and checksum hold; only a register can verify more.
namespace elan {

struct Checked {
    std::string value;
    std::string complaint;
    std::vector<std::string> warnings;

    bool plausible() const { return complaint.empty(); }
    static Checked as(std::string value) { return {.value = std::move(value), .complaint = {}, .warnings = {}}; }
    static Checked invalid(std::string complaint) {
        return {.value = {}, .complaint = std::move(complaint), .warnings = {}};
    }
};

// Upper case, without white space of any kind, dots and hyphens.
std::string compact(std::string_view text);

bool luhn_holds(std::string_view digits);

}  // namespace elan
