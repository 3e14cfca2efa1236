#pragma once

#include "insight/identifiers/checked.hpp"

namespace elan {

// An address of a site: the scheme is added when missing, the host is in lower case. Other schemes than http and https,
// and addresses with a user name or password, are refused.
Checked check_web_address(std::string_view text);
// What makes two addresses the same site: without scheme, "www." and the final slash.
std::string web_address_key(std::string_view address);

}  // namespace elan
