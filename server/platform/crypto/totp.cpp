#include "platform/crypto/totp.hpp"

#include <fmt/format.h>
#include <liboath/oath.h>
#include <qrencode.h>

#include <array>
#include <memory>
#include <stdexcept>

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"

namespace elan {

namespace {

constexpr unsigned step_seconds = 30;
constexpr unsigned digits = 6;

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                           c == '-' || c == '_';
        if (plain) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

}  // namespace

std::string totp_code(const std::string& secret, std::int64_t now_ms) {
    std::array<char, digits + 1> code{};
    const int refused =
        oath_totp_generate(secret.data(), secret.size(), now_ms / 1000, step_seconds, 0, digits, code.data());
    if (refused != OATH_OK) throw std::runtime_error(oath_strerror(refused));
    return code.data();
}

std::optional<std::int64_t> totp_step(const std::string& secret, std::string_view code, std::int64_t now_ms) {
    if (code.size() != digits || code.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    for (const int drift : {0, -1, 1}) {
        const auto moment = now_ms + drift * 1000LL * step_seconds;
        if (same_secret(totp_code(secret, moment), code)) return moment / 1000 / step_seconds;
    }
    return std::nullopt;
}

std::string totp_address(const std::string& secret, const std::string& account, const std::string& issuer) {
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", percent_encoded(issuer), percent_encoded(account),
                       base32(secret), percent_encoded(issuer));
}

std::string qr_svg(const std::string& text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (!code) return {};
    constexpr int margin = 4;
    std::string path;
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if (code->data[y * code->width + x] & 1) path += fmt::format("M{} {}h1v1h-1z", x + margin, y + margin);
        }
    }
    const int size = code->width + 2 * margin;
    return fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" aria-label="QR code"><rect width="{0}" height="{0}" fill="#fff"/><path d="{1}" fill="#000"/></svg>)",
        size, path);
}

}  // namespace elan
