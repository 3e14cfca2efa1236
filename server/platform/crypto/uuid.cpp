#include "platform/crypto/uuid.hpp"

#include <mutex>

namespace elan {

namespace {

// 12 bits that count up within one millisecond (RFC 9562, 6.2 method 1); the moment is pushed on when they are used up.
struct Sequence {
    std::mutex mutex;
    std::int64_t moment = 0;
    unsigned count = 0;
};
Sequence sequence;

std::pair<std::int64_t, unsigned> next_place(std::int64_t now_ms) {
    const std::lock_guard guard(sequence.mutex);
    if (now_ms > sequence.moment) {
        sequence.moment = now_ms;
        sequence.count = 0;
    } else if (++sequence.count > 0xFFF) {
        ++sequence.moment;
        sequence.count = 0;
    }
    return {sequence.moment, sequence.count};
}

}  // namespace

std::string new_uuid(std::int64_t now_ms, Randomness& randomness) {
    const auto [moment, count] = next_place(now_ms);
    std::string raw(6, '\0');
    for (int i = 0; i < 6; ++i) raw[static_cast<std::size_t>(i)] = static_cast<char>(moment >> (8 * (5 - i)));
    raw += static_cast<char>(0x70 | (count >> 8));
    raw += static_cast<char>(count & 0xFF);
    auto tail = randomness.bytes(8);
    tail[0] = static_cast<char>((static_cast<unsigned char>(tail[0]) & 0x3F) | 0x80);
    raw += tail;

    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += digits[static_cast<unsigned char>(raw[i]) >> 4];
        text += digits[static_cast<unsigned char>(raw[i]) & 15];
    }
    return text;
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (hyphen ? c != '-' : !digit) return false;
    }
    return true;
}

}  // namespace elan
