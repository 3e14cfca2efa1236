#pragma once

#include <cstdint>
#include <string>

namespace elan {

// A mail before it is one: texts in UTF-8, addresses as people write them.
struct Mail {
    std::string from_name, from;
    std::string to_name, to;
    std::string subject, text;
    std::string html;         // the same for who prefers it, "" for text alone
    std::string message_id;   // without angle brackets; the same at each try, so that receivers can drop a copy
    std::int64_t date = 0;    // UTC milliseconds
    std::string unsubscribe;  // https address that ends such mails by one POST (RFC 8058), "" for personal ones
};

// The mail as it goes over the wire: MIME, CRLF, headers encoded (RFC 2047). Throws Refusal when an address is none, or
// when a header would hold control characters: nothing a field contains can add a header or a recipient.
std::string mime_of(const Mail& mail);

}  // namespace elan
