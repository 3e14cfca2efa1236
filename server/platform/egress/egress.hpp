#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace elan {

// The only way out of this machine. A connection is made to a host that the administrator named, and never to an
// address of this machine or its network unless he named that too; the checked address is the one connected to, so an
// answer of the DNS that changes in between does not matter. Nothing is followed elsewhere.
class Egress {
 public:
    struct Policy {
        std::set<std::string> hosts;     // lower case
        bool private_addresses = false;  // loopback, private and link-local addresses may be reached
    };
    explicit Egress(Policy policy) : policy_(std::move(policy)) {}

    bool allows_host(std::string_view host) const;
    // Whether an address in text form may be connected to: public, or allowed by the policy.
    bool allows_address(const std::string& address) const;

    struct SmtpServer {
        std::string host;
        int port = 587;
        std::string user, password;
        bool starttls = true;  // required; false only for a relay on this machine
        bool verify = true;
        std::string authorities;  // PEM file of the certificate authorities, "" for the system's
    };
    // What the conversation came to. `all_sent` says that the whole message was handed over, up to its final dot.
    struct SmtpOutcome {
        int code = 0;       // of the last reply, 0 without any
        std::string reply;  // its text
        bool connected = false;
        bool all_sent = false;
        bool accepted = false;
    };
    SmtpOutcome send_mail(const SmtpServer& server, const std::string& from, const std::string& to,
                          const std::string& message) const;

 private:
    Policy policy_;
};

// Whether an address is of this machine or a network behind it: loopback, private, link-local, carrier-grade,
// multicast, unspecified, and IPv4 inside IPv6.
bool is_inside_address(const std::string& address);

}  // namespace elan
