#pragma once

#include <cstdint>
#include <mutex>
#include <string>

namespace elan {

// Where unpredictable bytes come from; tests and the demonstration bring a seed.
class Randomness {
 public:
    virtual ~Randomness() = default;
    virtual std::string bytes(std::size_t count) = 0;
    // A secret for links, sessions and keys: 256 bits as base64url (43 characters).
    std::string secret();
};

class SystemRandomness : public Randomness {
 public:
    SystemRandomness();
    std::string bytes(std::size_t count) override;
};

// The same bytes for the same seed. Never for secrets.
class SeededRandomness : public Randomness {
 public:
    explicit SeededRandomness(std::uint64_t seed) : state_(seed) {}
    std::string bytes(std::size_t count) override;

 private:
    std::mutex mutex_;
    std::uint64_t state_;
};

}  // namespace elan
