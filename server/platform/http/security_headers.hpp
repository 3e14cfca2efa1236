#pragma once

#include <string_view>

#include "platform/http/response.hpp"

// Every security header is in this file and nowhere else.
namespace elan::http {

// Mantine writes style attributes, hence style-src-attr; style elements stay forbidden. There is no trusted-types line:
// React's own sinks and the charts' would need a policy each, while script-src 'self' already refuses injected scripts.
inline constexpr std::string_view screen_policy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-src 'self'; frame-ancestors 'none'\r\n";
inline constexpr std::string_view api_policy =
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
inline constexpr std::string_view attachment_policy = "Content-Security-Policy: sandbox; default-src 'none'\r\n";

inline constexpr std::string_view common_headers =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";
inline constexpr std::string_view screen_headers =
    "Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Embedder-Policy: require-corp\r\n";
// Only over TLS: on plain HTTP browsers must ignore it, and behind a wrong proxy it would lock people out.
inline constexpr std::string_view transport_security =
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

inline std::string_view policy_of(Purpose purpose) {
    switch (purpose) {
        case Purpose::Screen:
            return screen_policy;
        case Purpose::Attachment:
            return attachment_policy;
        case Purpose::Api:
        case Purpose::Asset:
            return api_policy;
    }
    return api_policy;
}

}  // namespace elan::http
