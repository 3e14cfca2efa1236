#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace elan {

// One-time codes of six digits, thirty seconds each (RFC 6238, SHA-1, as authenticator apps have it).
// The step the code belongs to, one step of drift either way, or nothing when it is wrong. The caller keeps the last
// used step: a code works once.
std::optional<std::int64_t> totp_step(const std::string& secret, std::string_view code, std::int64_t now_ms);
std::string totp_code(const std::string& secret, std::int64_t now_ms);
// What an authenticator app reads from the QR code.
std::string totp_address(const std::string& secret, const std::string& account, const std::string& issuer);
// The same as a picture.
std::string qr_svg(const std::string& text);

}  // namespace elan
