#pragma once

#include "insight/identifiers/checked.hpp"

// SIREN, SIRET and VAT numbers (rules and sources: domain/1-identifiers 1.1 to 1.4).
namespace elan {

Checked check_siren(std::string_view text);
// La Poste's establishments follow "the digits add up to a multiple of five" instead of Luhn; a warning then says so.
Checked check_siret(std::string_view text);
// French numbers must have a right key (both styles, Monaco too); for other EU countries a wrong form is refused, a
// wrong key is a warning: rules drift, and VIES decides.
Checked check_vat_number(std::string_view text);
// The VAT number that follows from a SIREN; calculated, not verified: its holder may be outside VAT.
std::string vat_number_of(std::string_view siren);

}  // namespace elan
