#pragma once

#include <string>
#include <string_view>

namespace elan {

std::string sha256(std::string_view bytes);                             // 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view bytes);  // RFC 2104, 32 bytes
// A key for one purpose out of a master key (RFC 5869, no salt); at most 255 × 32 bytes.
std::string hkdf_sha256(std::string_view key, std::string_view purpose, std::size_t length);
// Compares without telling by its time where two texts differ.
bool same_secret(std::string_view left, std::string_view right);

}  // namespace elan
