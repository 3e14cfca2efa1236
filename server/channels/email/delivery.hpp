#pragma once

#include <functional>
#include <string>

#include "channels/email/mail.hpp"
#include "platform/egress/egress.hpp"

namespace elan {

// What became of one mail, as honestly as SMTP lets anyone know.
struct Delivery {
    enum Outcome {
        Delivered,           // the server took responsibility for it
        Refused,             // it never will
        TemporarilyRefused,  // it may later
        Uncertain,           // handed over whole, and the line fell silent: it may have arrived
        NotSent,             // it did not come to be offered, for a reason that is not the message's
    };
    Outcome outcome = NotSent;
    std::string detail;    // a French sentence
    std::string reply;     // the server's, with its code
    std::string queue_id;  // what the server calls it, when it said
};

// Offers the mail once. Throws a Refusal when it cannot be written as a mail.
Delivery deliver(const Egress& egress, const SmtpServer& server, const Mail& mail,
                 const std::function<bool()>& give_up = {});

}  // namespace elan
