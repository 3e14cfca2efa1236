#pragma once

#include <string_view>

namespace elan {

// Whether a VAT number of another EU country has the form of that country; `country` is its prefix, `body` what
// follows.
bool vat_form_holds(std::string_view country, std::string_view body);

// Whether its key is right, for a body that has the form. Rules drift: a wrong key is a reason to ask the register, not
// to refuse.
bool vat_key_holds(std::string_view country, std::string_view body);

// Whether numbers of this country are in VIES, France aside.
bool vat_country_known(std::string_view country);

}  // namespace elan
