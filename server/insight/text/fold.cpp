#include "insight/text/fold.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace elan {

namespace {

using Getter = const icu::Normalizer2* (*)(UErrorCode&);

// ICU's normalizers are its own immutable singletons: safe from every thread.
const icu::Normalizer2& normalizer(Getter getter) {
    UErrorCode error = U_ZERO_ERROR;
    const auto* found = getter(error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU has no normalization tables");
    return *found;
}

icu::UnicodeString normalized(const icu::UnicodeString& text, Getter getter) {
    UErrorCode error = U_ZERO_ERROR;
    auto result = normalizer(getter).normalize(text, error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU could not normalize a text");
    return result;
}

icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

bool is_apostrophe(UChar32 c) {
    return c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032 || c == 0x02B9 || c == 0x02BC;
}

bool is_hyphen(UChar32 c) { return u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212 || c == 0x2043; }

// Marks shared between alphabets are accents. A mark that belongs to one alphabet (Thai, Devanagari vowels) is a
// letter there, and the Japanese voicing marks are shared but change the sound.
bool is_accent(UChar32 c) {
    if (u_charType(c) != U_NON_SPACING_MARK || c == 0x3099 || c == 0x309A) return false;
    UErrorCode error = U_ZERO_ERROR;
    return uscript_getScript(c, &error) == USCRIPT_INHERITED;
}

// Letters that Unicode does not take apart, though a French keyboard does.
const char16_t* spelled_out(UChar32 c) {
    switch (c) {
        case 0x00E6:
            return u"ae";
        case 0x0153:
            return u"oe";
        case 0x00F8:
            return u"o";
        case 0x0142:
            return u"l";
        case 0x0111:
        case 0x00F0:
            return u"d";
        case 0x0127:
            return u"h";
        case 0x0131:
            return u"i";
        case 0x00FE:
            return u"th";
        case 0x2044:
            return u"/";
        default:
            return nullptr;
    }
}

void append_folded(icu::UnicodeString& folded, UChar32 c) {
    if (is_accent(c)) return;
    if (const auto* letters = spelled_out(c))
        folded.append(icu::UnicodeString(letters));
    else if (is_apostrophe(c))
        folded.append(static_cast<UChar32>('\''));
    else if (is_hyphen(c))
        folded.append(static_cast<UChar32>('-'));
    else
        folded.append(u_isUWhiteSpace(c) ? static_cast<UChar32>(' ') : c);
}

template <class Act>
void each_code_point(const icu::UnicodeString& text, Act act) {
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) act(text.char32At(at));
}

// Everything but spacing, for any alphabet.
std::string letters_by_icu(std::string_view text) {
    auto plain = normalized(from_utf8(text), icu::Normalizer2::getNFCInstance);
    // Some type an acute accent as an apostrophe; normalization would make it a space.
    plain.findAndReplace(icu::UnicodeString(u'\u00B4'), icu::UnicodeString(u'\''));
    plain = normalized(normalized(plain, icu::Normalizer2::getNFKCCasefoldInstance), icu::Normalizer2::getNFDInstance);
    icu::UnicodeString folded;
    each_code_point(plain, [&](UChar32 c) { append_folded(folded, c); });
    std::string result;
    normalized(folded, icu::Normalizer2::getNFCInstance).toUTF8String(result);
    return result;
}

bool is_continuation(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// How many bytes the sequence at `at` takes; 0 when it is not UTF-8. The second byte's range rules out overlong
// forms, surrogates and what lies beyond U+10FFFF.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return first == 0 ? 0 : 1;
    if (first < 0xC2 || first > 0xF4 || !is_continuation(text, at + 1)) return 0;
    if (first < 0xE0) return 2;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if (!is_continuation(text, at + 2)) return 0;
    if (first < 0xF0) return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ? 0 : 3;
    if (!is_continuation(text, at + 3)) return 0;
    return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? 0 : 4;
}

// Moves past the code point at `at`; one that cannot be read is U+FFFD and takes one byte.
UChar32 next_code_point(std::string_view text, std::size_t& at) {
    const auto start = at;
    const auto length = sequence_length(text, at);
    at += std::max<std::size_t>(length, 1);
    const auto first = static_cast<unsigned char>(text[start]);
    if (length < 2) return first < 0x80 ? first : 0xFFFD;
    auto c = static_cast<UChar32>(first & (0xFFU >> (length + 1)));
    for (auto next = start + 1; next < at; ++next) c = c << 6 | (static_cast<unsigned char>(text[next]) & 0x3F);
    return c;
}

// Latin letters, accents and general punctuation fold one by one, so their answers are computed once. ICU takes
// microseconds for a name; this takes a tenth of one.
class LatinTable {
 public:
    LatinTable() {
        for (std::size_t index = 0; index < folded_.size(); ++index) folded_[index] = letters_of(code_point(index));
    }

    const std::string* find(UChar32 c) const {
        if (c >= 0 && c < latin_end) return &folded_[static_cast<std::size_t>(c)];
        if (c >= punctuation && c < punctuation_end)
            return &folded_[static_cast<std::size_t>(c - punctuation + latin_end)];
        return nullptr;
    }

 private:
    static constexpr UChar32 latin_end = 0x370;
    static constexpr UChar32 punctuation = 0x2000;
    static constexpr UChar32 punctuation_end = 0x20D0;

    static UChar32 code_point(std::size_t index) {
        const auto c = static_cast<UChar32>(index);
        return c < latin_end ? c : c - latin_end + punctuation;
    }

    static std::string letters_of(UChar32 c) {
        std::string utf8;
        icu::UnicodeString(c).toUTF8String(utf8);
        return letters_by_icu(utf8);
    }

    std::array<std::string, latin_end + punctuation_end - punctuation> folded_;
};

bool fold_by_table(std::string_view text, std::string& folded) {
    static const LatinTable table;
    for (std::size_t at = 0; at < text.size();) {
        const auto* letters = table.find(next_code_point(text, at));
        if (!letters) return false;
        folded += *letters;
    }
    return true;
}

bool is_ascii(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + at, 8);
        if (eight & 0x8080808080808080U) return false;
    }
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void lower_ascii(std::string& text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
}

// One space between words and none around, in place.
void tidy_spaces(std::string& text) {
    auto end = text.begin();
    bool space_is_due = false;
    for (const char c : text) {
        if (is_space(c)) {
            space_is_due = end != text.begin();
            continue;
        }
        if (space_is_due) *end++ = ' ';
        space_is_due = false;
        *end++ = c;
    }
    text.erase(end, text.end());
}

std::string letters(std::string_view text) {
    std::string folded;
    if (is_ascii(text)) {
        folded = text;
        lower_ascii(folded);
        return folded;
    }
    folded.reserve(text.size());
    return fold_by_table(text, folded) ? folded : letters_by_icu(text);
}

bool belongs_to_word(UChar32 c) {
    constexpr auto marks = U_GC_MN_MASK | U_GC_MC_MASK;
    return u_isalnum(c) || (U_GET_GC_MASK(c) & marks) != 0;
}

// Built once per thread: an ICU break iterator holds its place, so threads cannot share one.
icu::BreakIterator& character_breaks() {
    thread_local const auto breaks = [] {
        UErrorCode error = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> built(
            icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), error));
        if (U_FAILURE(error)) throw std::runtime_error("ICU has no rules for characters");
        return built;
    }();
    return *breaks;
}

// Calls `act` with the byte offset at the end of each character until it answers false.
template <class Act>
void each_grapheme_end(std::string_view text, Act act) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UText, decltype(&utext_close)> bytes(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &error), utext_close);
    auto& breaks = character_breaks();
    breaks.setText(bytes.get(), error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU could not read a text");
    breaks.first();
    for (auto end = breaks.next(); end != icu::BreakIterator::DONE; end = breaks.next())
        if (!act(static_cast<std::size_t>(end))) return;
}

// A carriage return and its line feed are one character, hence the exception.
bool one_byte_each(std::string_view text) { return is_ascii(text) && !text.contains('\r'); }

}  // namespace

std::string fold(std::string_view text) {
    auto folded = letters(text);
    tidy_spaces(folded);
    return folded;
}

std::string fold_words(std::string_view text) {
    auto words = letters(text);
    for (std::size_t at = 0; at < words.size();) {
        const auto start = at;
        if (belongs_to_word(next_code_point(words, at))) continue;
        std::fill(words.begin() + static_cast<std::ptrdiff_t>(start), words.begin() + static_cast<std::ptrdiff_t>(at),
                  ' ');
    }
    tidy_spaces(words);
    return words;
}

std::string nfc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    std::string result;
    normalized(from_utf8(text), icu::Normalizer2::getNFCInstance).toUTF8String(result);
    return result;
}

bool valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto length = sequence_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::size_t graphemes(std::string_view text) {
    if (one_byte_each(text)) return text.size();
    std::size_t count = 0;
    each_grapheme_end(text, [&](std::size_t) { return ++count, true; });
    return count;
}

std::string first_graphemes(std::string_view text, std::size_t count) {
    if (count >= text.size()) return std::string(text);
    if (count == 0 || one_byte_each(text)) return std::string(text.substr(0, count));
    std::size_t seen = 0;
    std::size_t cut = text.size();
    each_grapheme_end(text, [&](std::size_t end) {
        cut = end;
        return ++seen < count;
    });
    return std::string(text.substr(0, cut));
}

}  // namespace elan
