#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "platform/clock.hpp"

namespace elan {

// Slows guessing on every door that takes a secret with one budget (reliability D.7): ten failures in a quarter of an
// hour per account and network are free, then each try waits, longer each time, up to 25 s. Nobody is locked out: the
// delay is per account and network, so a stranger elsewhere cannot shut a person out. An address alone has a hundred
// failures an hour.
class Guesses {
 public:
    explicit Guesses(const Clock& clock) : clock_(clock) {}
    // Refuses (SlowDown, with the seconds to wait) when it is too early for another try.
    void admit(const std::string& account, const std::string& address);
    void failed(const std::string& account, const std::string& address);
    void succeeded(const std::string& account, const std::string& address);

 private:
    struct Tries {
        int failures = 0;
        std::int64_t first = 0, last = 0;
    };
    void forget_old(std::int64_t now);
    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, Tries> by_account_, by_address_;
};

// The network of an address: /24 of IPv4, /64 of IPv6.
std::string network_of(const std::string& address);

}  // namespace elan
