#include "platform/crypto/random.hpp"

#include <sodium.h>

#include <stdexcept>

#include "platform/crypto/encoding.hpp"

namespace elan {

std::string Randomness::secret() { return base64url(bytes(32)); }

SystemRandomness::SystemRandomness() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start: no source of randomness");
}

std::string SystemRandomness::bytes(std::size_t count) {
    std::string out(count, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

// SplitMix64 (Steele, Lea, Flood 2014).
std::string SeededRandomness::bytes(std::size_t count) {
    const std::lock_guard guard(mutex_);
    std::string out;
    while (out.size() < count) {
        state_ += 0x9E3779B97F4A7C15ULL;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        z ^= z >> 31;
        for (int i = 0; i < 8; ++i) out += static_cast<char>(z >> (8 * i));
    }
    out.resize(count);
    return out;
}

}  // namespace elan
