#pragma once

#include <sodium.h>

#include <string>
#include <string_view>

namespace elan {

std::string sha256(std::string_view bytes);                             // 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view bytes);  // RFC 2104, 32 bytes
// A key for one purpose out of a master key (RFC 5869); at most 255 × 32 bytes.
std::string hkdf_sha256(std::string_view key, std::string_view purpose, std::size_t length, std::string_view salt = {});
// Compares without telling by its time where two texts differ.
bool same_secret(std::string_view left, std::string_view right);

// The SHA-256 of what passes by, for what is too large to hold.
class Sha256 {
 public:
    Sha256() { crypto_hash_sha256_init(&state_); }
    void add(std::string_view bytes);
    std::string digest() const;  // of all that was added so far

 private:
    crypto_hash_sha256_state state_;
};

}  // namespace elan
