#pragma once

#include "insight/identifiers/checked.hpp"

namespace elan {

// An e-mail address by RFC 5321 as we accept it (domain/1-identifiers 1.10): the domain in lower case, the local part
// as typed.
Checked check_email(std::string_view text);
// What makes two addresses the same person's: lower case; for Gmail without dots and +tag.
std::string email_key(std::string_view email);

}  // namespace elan
