#pragma once

#include "insight/identifiers/checked.hpp"

namespace elan {

// A telephone number as E.164. Overseas France is recognised by its prefixes before anything else; extensions are cut
// and warned of; short numbers are refused (domain/1-identifiers 1.8).
Checked check_phone(std::string_view text);

// "06 12 34 56 78" for France and overseas, "+49 30 901820" for others.
std::string shown_phone(const std::string& e164);

}  // namespace elan
