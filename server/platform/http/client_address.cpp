#include "platform/http/client_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

#include "platform/http/text.hpp"

namespace elan::http {

namespace {

using Bytes = std::array<std::uint8_t, 16>;
constexpr int v4_prefix_bits = 96;  // IPv4 addresses are compared in their mapped form

std::optional<Bytes> bytes_of(std::string_view address) {
    std::string text(address);
    if (text.find(':') == std::string::npos) text.insert(0, "::ffff:");
    Bytes bytes{};
    if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return std::nullopt;
    return bytes;
}

bool same_start(const Bytes& a, const Bytes& b, int bits) {
    for (std::size_t i = 0; i < a.size() && bits > 0; ++i, bits -= 8) {
        unsigned mask = bits >= 8 ? 0xffU : (0xffU << (8 - bits)) & 0xffU;
        if ((a[i] & mask) != (b[i] & mask)) return false;
    }
    return true;
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& networks) {
    for (const std::string& network : networks) {
        std::size_t slash = network.find('/');
        auto address = bytes_of(std::string_view(network).substr(0, slash));
        bool v4 = network.find(':') == std::string::npos;
        int bits = v4 ? 32 : 128;
        bool sound = address.has_value();
        if (slash != std::string::npos) {
            const char* end = network.data() + network.size();
            auto [stop, error] = std::from_chars(network.data() + slash + 1, end, bits);
            sound = sound && error == std::errc() && stop == end && bits >= 0 && bits <= (v4 ? 32 : 128);
        }
        if (!sound) throw std::invalid_argument("not a network: " + network);
        networks_.push_back({*address, v4 ? bits + v4_prefix_bits : bits});
    }
}

bool TrustedProxies::contains(std::string_view address) const {
    if (networks_.empty()) return false;
    auto bytes = bytes_of(address);
    return bytes && std::ranges::any_of(networks_, [&](const Network& network) {
               return same_start(*bytes, network.address, network.bits);
           });
}

std::string TrustedProxies::client(std::string_view peer, std::string_view forwarded_for) const {
    std::string_view client = peer;
    std::vector<std::string_view> chain = split(forwarded_for, ',');
    while (!chain.empty() && contains(client)) {
        std::string_view claimed = trimmed(chain.back());
        chain.pop_back();
        if (!bytes_of(claimed)) break;
        client = plain_address(claimed);
    }
    return std::string(client);
}

std::string_view plain_address(std::string_view address) {
    constexpr std::string_view mapped = "::ffff:";
    if (address.starts_with(mapped) && address.find('.') != std::string_view::npos)
        address.remove_prefix(mapped.size());
    return address;
}

}  // namespace elan::http
