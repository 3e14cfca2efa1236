#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace elan {

std::string hex(std::string_view bytes);
std::string base64(std::string_view bytes);
std::string base64url(std::string_view bytes);                     // without padding
std::optional<std::string> from_base64url(std::string_view text);  // nothing when it is none
std::optional<std::string> from_base64(std::string_view text);
std::string base32(std::string_view bytes);  // RFC 4648, without padding
std::optional<std::string> from_base32(std::string_view text);

}  // namespace elan
