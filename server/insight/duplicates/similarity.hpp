#pragma once

#include <string>
#include <string_view>

// How alike two words are (domain/4-methods 4.2). Words are expected folded, in lower case.
namespace elan {

// From 0 to 1; Winkler's form favours a common beginning.
double jaro(std::string_view one, std::string_view other);
double jaro_winkler(std::string_view one, std::string_view other);

// The word as a French ear hears it: "dupont", "dupond" and "dupons" are one.
std::string french_sound(std::string_view word);

}  // namespace elan
