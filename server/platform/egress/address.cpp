#include "platform/egress/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace elan {

namespace {

// A range in the sixteen bytes of IPv6; IPv4 stands in it as ::ffff:a.b.c.d.
struct Range {
    std::array<unsigned char, 16> first;
    int bits;
    Reach reach;
};

Range range(const char* text, int bits, Reach reach) {
    Range made{{}, bits, reach};
    in_addr v4{};
    if (::inet_pton(AF_INET, text, &v4) == 1) {
        made.first[10] = made.first[11] = 0xFF;
        std::memcpy(made.first.data() + 12, &v4, 4);
        made.bits += 96;
    } else {
        ::inet_pton(AF_INET6, text, made.first.data());
    }
    return made;
}

// IANA's special-purpose registries (RFC 6890), and the metadata services of cloud machines; the first that fits
// counts.
const std::array<Range, 31>& ranges() {
    static const std::array<Range, 31> all = {
        range("0.0.0.0", 8, Reach::Never),
        range("10.0.0.0", 8, Reach::Inside),
        range("100.100.100.200", 32, Reach::Never),
        range("100.64.0.0", 10, Reach::Inside),
        range("127.0.0.0", 8, Reach::Inside),
        range("169.254.0.0", 16, Reach::Never),
        range("172.16.0.0", 12, Reach::Inside),
        range("192.0.0.0", 24, Reach::Never),
        range("192.0.2.0", 24, Reach::Never),
        range("192.88.99.0", 24, Reach::Never),
        range("192.168.0.0", 16, Reach::Inside),
        range("198.18.0.0", 15, Reach::Never),
        range("198.51.100.0", 24, Reach::Never),
        range("203.0.113.0", 24, Reach::Never),
        range("224.0.0.0", 3, Reach::Never),
        range("0.0.0.0", 0, Reach::Public),
        range("::1", 128, Reach::Inside),
        range("fd00:ec2::254", 128, Reach::Never),
        range("fc00::", 7, Reach::Inside),
        range("fe80::", 10, Reach::Never),
        range("fec0::", 10, Reach::Never),
        range("ff00::", 8, Reach::Never),
        range("64:ff9b:1::", 48, Reach::Never),
        range("100::", 64, Reach::Never),
        range("2001::", 23, Reach::Never),
        range("2001:db8::", 32, Reach::Never),
        range("2002::", 16, Reach::Never),
        range("3fff::", 20, Reach::Never),
        range("5f00::", 16, Reach::Never),
        range("2000::", 3, Reach::Public),
        range("::", 0, Reach::Never),
    };
    return all;
}

bool holds(const Range& range, const std::array<unsigned char, 16>& address) {
    for (int bit = 0; bit < range.bits; bit += 8) {
        const auto at = static_cast<std::size_t>(bit / 8);
        const int wanted = std::min(8, range.bits - bit);
        if ((range.first[at] ^ address[at]) >> (8 - wanted)) return false;
    }
    return true;
}

std::array<unsigned char, 16> mapped(const void* v4) {
    std::array<unsigned char, 16> bytes{};
    bytes[10] = bytes[11] = 0xFF;
    std::memcpy(bytes.data() + 12, v4, 4);
    return bytes;
}

Reach reach_of(std::array<unsigned char, 16> address) {
    // A translator (RFC 6052) would bring us to the IPv4 address at the end.
    static const auto translated = range("64:ff9b::", 96, Reach::Public);
    if (holds(translated, address)) address = mapped(address.data() + 12);
    return std::ranges::find_if(ranges(), [&](const Range& one) { return holds(one, address); })->reach;
}

}  // namespace

Reach reach_of(const sockaddr& address) {
    if (address.sa_family == AF_INET) return reach_of(mapped(&reinterpret_cast<const sockaddr_in&>(address).sin_addr));
    if (address.sa_family != AF_INET6) return Reach::Never;
    std::array<unsigned char, 16> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, bytes.size());
    return reach_of(bytes);
}

Reach reach_of(const std::string& address) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    if (::inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1)
        return reach_of(reinterpret_cast<const sockaddr&>(v4));
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    if (::inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr) == 1)
        return reach_of(reinterpret_cast<const sockaddr&>(v6));
    return Reach::Never;
}

}  // namespace elan
