#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

// In which alphabet of bytes a text file was saved, and that text as UTF-8.
namespace elan::files {

enum class Encoding { Utf8, Utf8Bom, Utf16Le, Utf16Be, Windows1252, Iso88591, Iso885915, MacRoman };

std::string_view name_of(Encoding encoding);  // "UTF-8", "Windows-1252": what a person and an API read
std::optional<Encoding> encoding_named(std::string_view name);

// Sees the whole file piece by piece, because an accent may be its last letter.
class EncodingDetector {
 public:
    void see(std::string_view bytes);
    Encoding encoding() const;

 private:
    void check_utf8(std::string_view bytes);
    void count(unsigned char byte);
    bool has_c1_bytes() const;

    std::uint64_t seen_ = 0;
    std::array<std::uint64_t, 2> nul_at_ = {};  // at even and odd places
    std::array<std::uint64_t, 256> high_ = {};  // bytes above 0x7F
    std::uint64_t windows_letters_ = 0;         // that stand beside a letter and are French in Windows-1252
    std::uint64_t mac_letters_ = 0;
    std::uint64_t crlf_ = 0;
    unsigned char previous_ = 0;
    unsigned char before_previous_ = 0;
    std::array<unsigned char, 3> start_ = {};
    std::string unfinished_;  // the beginning of a UTF-8 sequence
    bool is_utf8_ = true;
};

Encoding detect_encoding(const std::filesystem::path& file);

// Bytes in, UTF-8 out, in any pieces. A byte order mark is left out.
class Utf8Converter {
 public:
    explicit Utf8Converter(Encoding encoding) : encoding_(encoding) {}
    void append(std::string_view bytes, std::string& text);
    void finish(std::string& text);

    // Characters that cannot be read: replaced here, or already lost (U+FFFD) when the file was written.
    std::uint64_t lost_characters() const { return lost_; }

 private:
    void append_utf8(std::string_view bytes, std::string& text);
    void append_utf16(std::string_view bytes, std::string& text);
    void append_code_unit(char16_t unit, std::string& text);
    void append_single_bytes(std::string_view bytes, std::string& text) const;
    void replace(std::string& text);

    Encoding encoding_;
    std::string unfinished_;
    char16_t high_surrogate_ = 0;
    bool at_start_ = true;
    std::uint64_t lost_ = 0;
};

// The length of what can be read of `bytes` now: all but the beginning of a last UTF-8 sequence.
std::size_t whole_sequences(std::string_view bytes);

}  // namespace elan::files
