#include "platform/crypto/hash.hpp"

#include <stdexcept>

#include "platform/crypto/raw.hpp"

namespace elan {

std::string sha256(std::string_view bytes) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(raw(digest), raw(bytes), bytes.size());
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_state state;
    // Any address will do for a key of no bytes, except none at all.
    crypto_auth_hmacsha256_init(&state, raw(key.empty() ? std::string_view("") : key), key.size());
    crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
    crypto_auth_hmacsha256_final(&state, raw(digest));
    return digest;
}

std::string hkdf_sha256(std::string_view key, std::string_view purpose, std::size_t length, std::string_view salt) {
    if (length > 255 * crypto_auth_hmacsha256_BYTES) throw std::length_error("HKDF gives at most 8160 bytes");
    const auto extracted = hmac_sha256(salt, key);
    std::string out, block;
    for (unsigned counter = 1; out.size() < length; ++counter) {
        block = hmac_sha256(extracted, block + std::string(purpose) + static_cast<char>(counter));
        out += block;
    }
    out.resize(length);
    return out;
}

bool same_secret(std::string_view left, std::string_view right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

void Sha256::add(std::string_view bytes) { crypto_hash_sha256_update(&state_, raw(bytes), bytes.size()); }

std::string Sha256::digest() const {
    auto state = state_;
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state, raw(digest));
    return digest;
}

}  // namespace elan
