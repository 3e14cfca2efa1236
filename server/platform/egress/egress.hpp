#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace elan {

// The world outside did not answer as hoped; `what` is the technical cause.
struct EgressFailure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct OutgoingRequest {
    std::string method = "GET";
    std::string url;  // https, or http to an address inside
    HttpHeaders headers = {};
    std::string body = {};
    std::int64_t patience_ms = 30'000;
    std::size_t largest_answer = 1024UL * 1024;
    std::string authorities = {};  // PEM text of the certificate authorities to believe, "" for the system's
};

struct OutsideAnswer {
    int status = 0;
    HttpHeaders headers;  // names in lower case
    std::string body;
    std::string_view header(std::string_view name) const;  // "" when absent
};

struct SmtpServer {
    std::string host;
    int port = 587;  // 465 is encrypted from the first byte
    std::string user, password;
    bool starttls = true;  // required; without it only a relay inside is spoken to
    bool verify = true;    // the certificate; without it only a relay inside is spoken to
    std::string authorities;
    std::int64_t patience_ms = 300'000;

    bool operator==(const SmtpServer&) const = default;
};

// How far a conversation with a mail server came.
enum class SmtpStage {
    Opening,    // connection, greeting, encryption, sign-in
    Sender,     // MAIL FROM was said
    Recipient,  // RCPT TO was said
    Content,    // DATA was said; the message is not, or not wholly, on its way
    Handed,     // the message was written to the line up to its final dot
};

struct SmtpConversation {
    SmtpStage stage = SmtpStage::Opening;
    int code = 0;         // of the reply to what the stage says, 0 when none came
    std::string reply;    // its text, without the codes
    std::string failure;  // technical cause, "" when the conversation went to its end
    enum class Obstacle { None, NotAllowed, Unreachable, Encryption, SignIn, Silence } obstacle = Obstacle::None;
};

// The only way out of this machine. A connection is made to a host that the administrator named, and never to an
// address of this machine or its network unless the administrator said so too; the checked address is the one connected
// to, so an answer of the DNS that changes in between does not matter. Nothing is followed elsewhere.
class Egress {
 public:
    struct Policy {
        std::set<std::string> hosts;     // lower case
        bool private_addresses = false;  // loopback and private addresses may be reached
    };
    explicit Egress(Policy policy) : policy_(std::move(policy)) {}

    bool allows_host(std::string_view host) const;

    // Throws a Refusal when the address is not allowed, which says nothing about what stands there; EgressFailure when
    // no whole answer came. Redirections are answers like others.
    OutsideAnswer ask(const OutgoingRequest& request) const;

    // One message to one recipient. `give_up` is asked now and then until the content begins; it ends the conversation.
    SmtpConversation send_mail(const SmtpServer& server, const std::string& from, const std::string& to,
                               const std::string& letter, const std::function<bool()>& give_up = {}) const;

 private:
    Policy policy_;
};

}  // namespace elan
