#pragma once

#include <string>
#include <string_view>

#include "insight/identifiers/checked.hpp"

// Codes that French registers give and that carry no key (domain/1-identifiers 1.5, 1.6 and 1.9): syntax is all that
// can be checked here.
namespace elan {

// An association's number in the national register: W and nine characters.
Checked check_rna(std::string_view text);

// A code of activity, stored with its dot ("62.01Z"). The shape is the same in NAF rév. 2 and NAF 2025 and the meaning
// is not: keep the nomenclature beside the code, and never compare codes of two.
Checked check_naf(std::string_view text);

// A French postal code. Spreadsheets lose a leading zero: four digits get it back, with a warning.
Checked check_postal_code(std::string_view text);

// "2A" of 20090, "971" of 97110, "" for Monaco and the armed forces. A few communes have the postal code of a
// neighbouring department: the commune's own code decides.
std::string department_of_postal_code(std::string_view postal_code);

}  // namespace elan
