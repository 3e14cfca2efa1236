#include "platform/files/text_encoding.hpp"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <utility>
#include <vector>

namespace elan::files {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view replacement = "\xEF\xBF\xBD";

constexpr std::array<std::pair<Encoding, std::string_view>, 8> names{{{Encoding::Utf8, "UTF-8"},
                                                                      {Encoding::Utf8Bom, "UTF-8-BOM"},
                                                                      {Encoding::Utf16Le, "UTF-16LE"},
                                                                      {Encoding::Utf16Be, "UTF-16BE"},
                                                                      {Encoding::Windows1252, "Windows-1252"},
                                                                      {Encoding::Iso88591, "ISO-8859-1"},
                                                                      {Encoding::Iso885915, "ISO-8859-15"},
                                                                      {Encoding::MacRoman, "MacRoman"}}};

// From 0x80. Five places of Windows-1252 are empty; Windows itself reads them as control characters.
constexpr std::u16string_view windows_c1 =
    u"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F"
    u"\u0090‘’“”•–—˜™š›œ\u009DžŸ";
constexpr std::u16string_view mac_upper =
    u"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎ"
    u"ÏÌÓÔ"
    u"\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
static_assert(windows_c1.size() == 32 && mac_upper.size() == 128);

constexpr std::u16string_view french_letters = u"àâäçèéêëîïôöùûüœæÀÂÇÈÉÊËÎÏÔÙÛŒ’";

char16_t latin9(unsigned char byte) {
    switch (byte) {
        case 0xA4:
            return u'€';
        case 0xA6:
            return u'Š';
        case 0xA8:
            return u'š';
        case 0xB4:
            return u'Ž';
        case 0xB8:
            return u'ž';
        case 0xBC:
            return u'Œ';
        case 0xBD:
            return u'œ';
        case 0xBE:
            return u'Ÿ';
        default:
            return byte;
    }
}

char16_t letter_of(Encoding encoding, unsigned char byte) {
    if (byte < 0x80) return byte;
    if (encoding == Encoding::MacRoman) return mac_upper[byte - 0x80U];
    if (encoding == Encoding::Iso885915) return latin9(byte);
    return encoding == Encoding::Windows1252 && byte < 0xA0 ? windows_c1[byte - 0x80U] : byte;
}

bool is_french(Encoding encoding, unsigned char byte) {
    return french_letters.find(letter_of(encoding, byte)) != std::u16string_view::npos;
}

bool is_ascii_letter(unsigned char byte) { return (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z'; }

void append_code_point(char32_t c, std::string& text) {
    const auto byte = [&](char32_t bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (c < 0x80) return byte(c);
    if (c < 0x800) {
        byte(0xC0 | c >> 6);
        return byte(0x80 | (c & 0x3F));
    }
    if (c < 0x10000) {
        byte(0xE0 | c >> 12);
    } else {
        byte(0xF0 | c >> 18);
        byte(0x80 | (c >> 12 & 0x3F));
    }
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
}

std::size_t sequence_length(unsigned char first) {
    if (first < 0x80) return 1;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

std::uint64_t replacements_in(std::string_view text) {
    std::uint64_t count = 0;
    for (auto at = text.find(replacement); at != std::string_view::npos; at = text.find(replacement, at + 3)) ++count;
    return count;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
    return std::ranges::find(names, encoding, &std::pair<Encoding, std::string_view>::first)->second;
}

std::optional<Encoding> encoding_named(std::string_view name) {
    const auto* found = std::ranges::find(names, name, &std::pair<Encoding, std::string_view>::second);
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

std::size_t whole_sequences(std::string_view bytes) {
    const auto tail = std::min<std::size_t>(bytes.size(), 3);
    for (std::size_t back = 1; back <= tail; ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte < 0x80) break;
        if (byte >= 0xC0) return sequence_length(byte) > back ? bytes.size() - back : bytes.size();
    }
    return bytes.size();
}

void EncodingDetector::see(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size() && seen_ + at < start_.size(); ++at)
        start_[seen_ + at] = static_cast<unsigned char>(bytes[at]);
    if (is_utf8_) check_utf8(bytes);
    for (const char byte : bytes) count(static_cast<unsigned char>(byte));
}

void EncodingDetector::check_utf8(std::string_view bytes) {
    unfinished_ += bytes;
    const auto whole = whole_sequences(unfinished_);
    is_utf8_ = simdjson::validate_utf8(unfinished_.data(), whole);
    unfinished_.erase(0, whole);
}

void EncodingDetector::count(unsigned char byte) {
    if (byte == 0) ++nul_at_[seen_ % 2];
    if (byte == '\n' && previous_ == '\r') ++crlf_;
    if (byte >= 0x80) ++high_[byte];
    // An accent is judged when its right neighbour is known.
    if (previous_ >= 0x80 && (is_ascii_letter(byte) || is_ascii_letter(before_previous_))) {
        windows_letters_ += is_french(Encoding::Windows1252, previous_);
        mac_letters_ += is_french(Encoding::MacRoman, previous_);
    }
    before_previous_ = std::exchange(previous_, byte);
    ++seen_;
}

bool EncodingDetector::has_c1_bytes() const {
    return std::any_of(high_.begin() + 0x80, high_.begin() + 0xA0, [](std::uint64_t count) { return count > 0; });
}

Encoding EncodingDetector::encoding() const {
    if (seen_ >= 3 && start_[0] == 0xEF && start_[1] == 0xBB && start_[2] == 0xBF) return Encoding::Utf8Bom;
    if (seen_ >= 2 && start_[0] == 0xFF && start_[1] == 0xFE) return Encoding::Utf16Le;
    if (seen_ >= 2 && start_[0] == 0xFE && start_[1] == 0xFF) return Encoding::Utf16Be;
    // Latin text in UTF-16 has a NUL beside nearly every letter.
    if (nul_at_[1] * 5 > seen_ && nul_at_[0] < nul_at_[1] / 4) return Encoding::Utf16Le;
    if (nul_at_[0] * 5 > seen_ && nul_at_[1] < nul_at_[0] / 4) return Encoding::Utf16Be;
    if (is_utf8_ && unfinished_.empty()) return Encoding::Utf8;
    if (mac_letters_ > windows_letters_) return Encoding::MacRoman;
    if (has_c1_bytes()) return Encoding::Windows1252;
    // ½ and ¤ are rare; œ and € are not. Without any of these, only programs of Windows end lines in CR LF.
    if (high_[0xBD] + high_[0xBC] + high_[0xA4] > 0) return Encoding::Iso885915;
    return crlf_ > 0 ? Encoding::Windows1252 : Encoding::Iso88591;
}

Encoding detect_encoding(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    EncodingDetector detector;
    std::vector<char> piece(64 * 1024);
    while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())), stream.gcount() > 0)
        detector.see({piece.data(), static_cast<std::size_t>(stream.gcount())});
    return detector.encoding();
}

void Utf8Converter::append(std::string_view bytes, std::string& text) {
    const auto before = text.size();
    if (encoding_ == Encoding::Utf8 || encoding_ == Encoding::Utf8Bom)
        append_utf8(bytes, text);
    else if (encoding_ == Encoding::Utf16Le || encoding_ == Encoding::Utf16Be)
        append_utf16(bytes, text);
    else
        append_single_bytes(bytes, text);
    if (at_start_ && text.size() - before >= byte_order_mark.size()) {
        at_start_ = false;
        if (std::string_view(text).substr(before).starts_with(byte_order_mark))
            text.erase(before, byte_order_mark.size());
    }
    lost_ += replacements_in(std::string_view(text).substr(before));
}

void Utf8Converter::finish(std::string& text) {
    if (!unfinished_.empty() || high_surrogate_ != 0) replace(text);
    unfinished_.clear();
    high_surrogate_ = 0;
}

void Utf8Converter::append_utf8(std::string_view bytes, std::string& text) {
    std::string joined;
    if (!unfinished_.empty()) {
        joined = std::move(unfinished_) + std::string(bytes);
        bytes = joined;
    }
    const auto whole = whole_sequences(bytes);
    unfinished_ = bytes.substr(whole);
    bytes = bytes.substr(0, whole);
    if (simdjson::validate_utf8(bytes.data(), bytes.size())) {
        text += bytes;
        return;
    }
    while (!bytes.empty()) {
        const auto length = std::min(sequence_length(static_cast<unsigned char>(bytes[0])), bytes.size());
        const bool readable = simdjson::validate_utf8(bytes.data(), length);
        text += readable ? bytes.substr(0, length) : replacement;
        bytes.remove_prefix(readable ? length : 1);
    }
}

void Utf8Converter::append_utf16(std::string_view bytes, std::string& text) {
    for (const char byte : bytes) {
        unfinished_ += byte;
        if (unfinished_.size() < 2) continue;
        const auto first = static_cast<unsigned char>(unfinished_[0]);
        const auto second = static_cast<unsigned char>(unfinished_[1]);
        unfinished_.clear();
        const bool little = encoding_ == Encoding::Utf16Le;
        append_code_unit(static_cast<char16_t>(little ? first | second << 8 : first << 8 | second), text);
    }
}

void Utf8Converter::append_code_unit(char16_t unit, std::string& text) {
    const bool is_high = unit >= 0xD800 && unit <= 0xDBFF;
    const bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (const auto high = std::exchange(high_surrogate_, is_high ? unit : u'\0')) {
        if (is_low) return append_code_point(0x10000U + ((high - 0xD800U) << 10) + (unit - 0xDC00U), text);
        text += replacement;
    }
    if (is_high) return;
    if (is_low)
        text += replacement;
    else
        append_code_point(unit, text);
}

void Utf8Converter::append_single_bytes(std::string_view bytes, std::string& text) const {
    for (const char byte : bytes) append_code_point(letter_of(encoding_, static_cast<unsigned char>(byte)), text);
}

void Utf8Converter::replace(std::string& text) {
    text += replacement;
    ++lost_;
}

}  // namespace elan::files
