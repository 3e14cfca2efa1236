#pragma once

#include <sys/socket.h>

#include <string>

namespace elan {

// How far away a network address is.
enum class Reach {
    Public,
    Inside,  // this machine or a network behind it: loopback, private, carrier-grade
    Never,   // nothing we have business with: link-local, metadata of hosting machines, multicast, unspecified, tests
};

// IPv4 inside IPv6 counts as the IPv4 it is. What is no address is Never.
Reach reach_of(const sockaddr& address);
Reach reach_of(const std::string& address);  // in text form

}  // namespace elan
