#pragma once

#include "insight/identifiers/checked.hpp"

// Bank accounts (ISO 13616; domain/1-identifiers 1.7). A full IBAN is never logged nor indexed.
namespace elan {

Checked check_iban(std::string_view text);
std::string masked_iban(std::string_view iban);  // "FR76 •••• 0189"

}  // namespace elan
