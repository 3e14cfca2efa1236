#pragma once

#include "insight/identifiers/checked.hpp"

namespace elan {

// An e-mail address by RFC 5321 as we accept it (domain/1-identifiers 1.10): the domain in lower case, the local part
// as typed.
Checked check_email(std::string_view text);
// What makes two addresses the same person's: lower case; for Gmail without dots and +tag.
std::string email_key(std::string_view email);
// Whether it is a role's (contact@, info@, …) and not a person's.
bool email_is_generic(std::string_view email);
// Whether its domain is a public mailbox's, so that sharing it says nothing of the company.
bool email_domain_is_free(std::string_view email);

}  // namespace elan
