#include "insight/text/fold.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

namespace elan {

namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string tidy_spaces(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (!is_space(c)) {
            out += lower(c);
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

const icu::Normalizer2& normalizer(bool composed) {
    UErrorCode status = U_ZERO_ERROR;
    return composed ? *icu::Normalizer2::getNFCInstance(status) : *icu::Normalizer2::getNFKDInstance(status);
}

bool is_apostrophe(UChar32 c) { return c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0xFF07 || c == 0x201B; }
bool is_hyphen(UChar32 c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D; }
bool is_invisible(UChar32 c) {
    return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

// Letters that do not come apart by decomposition.
const char* spelled_out(UChar32 c) {
    switch (c) {
        case 0x153:
            return "oe";
        case 0xE6:
            return "ae";
        case 0xDF:
            return "ss";
        case 0xF8:
            return "o";
        case 0x142:
            return "l";
        case 0x111:
            return "d";
        default:
            return nullptr;
    }
}

void append_folded(icu::UnicodeString& out, UChar32 c) {
    if (is_invisible(c) || u_getCombiningClass(c) != 0) return;
    if (is_apostrophe(c)) {
        out.append(static_cast<UChar32>('\''));
    } else if (is_hyphen(c)) {
        out.append(static_cast<UChar32>('-'));
    } else if (u_isUWhiteSpace(c)) {
        out.append(static_cast<UChar32>(' '));
    } else if (const auto* letters = spelled_out(c)) {
        out.append(icu::UnicodeString(letters));
    } else {
        out.append(c);
    }
}

icu::UnicodeString fold_unicode(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    auto folded = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    folded.foldCase();
    const auto apart = normalizer(false).normalize(folded, status);
    icu::UnicodeString out;
    for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) append_folded(out, apart.char32At(i));
    // A compatibility form may have come apart into capitals (™).
    out.foldCase();
    return out;
}

std::unique_ptr<icu::BreakIterator> characters_of(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> characters(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    characters->setText(text);
    return characters;
}

}  // namespace

std::string fold(std::string_view text) {
    if (is_ascii(text)) return tidy_spaces(text);
    std::string folded;
    fold_unicode(text).toUTF8String(folded);
    return tidy_spaces(folded);
}

std::string fold_words(std::string_view text) {
    auto words = fold(text);
    if (is_ascii(words)) {
        std::ranges::replace_if(
            words, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); }, ' ');
        return tidy_spaces(words);
    }
    const auto unicode = icu::UnicodeString::fromUTF8(words);
    icu::UnicodeString out;
    for (int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
        const auto c = unicode.char32At(i);
        out.append(u_isalnum(c) ? c : static_cast<UChar32>(' '));
    }
    words.clear();
    out.toUTF8String(words);
    return tidy_spaces(words);
}

std::string nfc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    UErrorCode status = U_ZERO_ERROR;
    std::string out;
    normalizer(true)
        .normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))),
                   status)
        .toUTF8String(out);
    return out;
}

bool valid_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c <= 0) return false;
    }
    return true;
}

std::size_t graphemes(std::string_view text) {
    if (is_ascii(text)) return text.size();
    const auto unicode = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    const auto characters = characters_of(unicode);
    std::size_t count = 0;
    while (characters->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

std::string first_graphemes(std::string_view text, std::size_t count) {
    if (is_ascii(text)) return std::string(text.substr(0, count));
    const auto unicode = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    const auto characters = characters_of(unicode);
    int32_t end = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto next = characters->next();
        if (next == icu::BreakIterator::DONE) break;
        end = next;
    }
    std::string out;
    unicode.tempSubString(0, end).toUTF8String(out);
    return out;
}

}  // namespace elan
