#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace elan::http {

// The proxies whose word on the client's address is believed. Anyone else's X-Forwarded-For is only a claim.
class TrustedProxies {
 public:
    // Addresses or networks: "127.0.0.1", "10.0.0.0/8", "fd00::/8". Throws std::invalid_argument on anything else.
    explicit TrustedProxies(const std::vector<std::string>& networks);
    bool contains(std::string_view address) const;
    // The last address in the chain that is not one of ours.
    std::string client(std::string_view peer, std::string_view forwarded_for) const;

 private:
    struct Network {
        std::array<std::uint8_t, 16> address;
        int bits;
    };
    std::vector<Network> networks_;
};

// "192.0.2.1" out of "::ffff:192.0.2.1".
std::string_view plain_address(std::string_view address);

}  // namespace elan::http
