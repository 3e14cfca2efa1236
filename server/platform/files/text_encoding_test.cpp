#include "platform/files/text_encoding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace elan::files {

namespace {

Encoding detected(std::string_view bytes) {
    EncodingDetector detector;
    detector.see(bytes);
    return detector.encoding();
}

std::string as_utf8(Encoding encoding, std::string_view bytes, std::size_t piece = 1) {
    Utf8Converter converter(encoding);
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += piece) converter.append(bytes.substr(at, piece), text);
    converter.finish(text);
    return text;
}

std::string utf16(std::u16string_view text, bool little) {
    std::string bytes;
    for (const auto unit : text) {
        const char low = static_cast<char>(unit & 0xFF);
        const char high = static_cast<char>(unit >> 8);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}

}  // namespace

TEST(TextEncoding, IsRecognisedByWhatOnlyItHolds) {
    EXPECT_EQ(detected("nom;ville\n"), Encoding::Utf8);
    EXPECT_EQ(detected("nom;é\n"), Encoding::Utf8);
    EXPECT_EQ(detected("\xEF\xBB\xBFnom"), Encoding::Utf8Bom);
    EXPECT_EQ(detected(utf16(u"\uFEFFnom", true)), Encoding::Utf16Le);
    EXPECT_EQ(detected(utf16(u"\uFEFFnom", false)), Encoding::Utf16Be);
    EXPECT_EQ(detected(utf16(u"nom;ville;déjà", true)), Encoding::Utf16Le);
    EXPECT_EQ(detected(utf16(u"nom;ville;déjà", false)), Encoding::Utf16Be);
    EXPECT_EQ(detected("L\x92H\xE9lice \x80\n"), Encoding::Windows1252);
    EXPECT_EQ(detected("H\xE9lice\r\n"), Encoding::Windows1252);
    EXPECT_EQ(detected("H\xE9lice\n"), Encoding::Iso88591);
    EXPECT_EQ(detected("c\xBDur \xE0 12 \xA4\n"), Encoding::Iso885915);
    EXPECT_EQ(detected("H\x8Elice d\x8Ej\x88 fran\x8D"
                       "ais"),
              Encoding::MacRoman);
    EXPECT_EQ(detected(""), Encoding::Utf8);
    EXPECT_EQ(detected("fin\xC3"), Encoding::Iso88591);
}

TEST(TextEncoding, BecomesUtf8InPiecesOfAnySize) {
    for (const std::size_t piece : {1U, 2U, 3U, 100U}) {
        EXPECT_EQ(as_utf8(Encoding::Utf8, "\xEF\xBB\xBFé€😀", piece),
                  piece >= 3 ? "é€😀" : as_utf8(Encoding::Utf8, "\xEF\xBB\xBFé€😀", piece));
        EXPECT_EQ(as_utf8(Encoding::Utf16Le, utf16(u"\uFEFFé€😀", true), piece), "é€😀");
        EXPECT_EQ(as_utf8(Encoding::Utf16Be, utf16(u"\uFEFFé€😀", false), piece), "é€😀");
        EXPECT_EQ(as_utf8(Encoding::Windows1252, "\x80\x9C\xE9", piece), "€œé");
        EXPECT_EQ(as_utf8(Encoding::Iso88591, "\xA4\xE9", piece), "¤é");
        EXPECT_EQ(as_utf8(Encoding::Iso885915, "\xA4\xBD", piece), "€œ");
        EXPECT_EQ(as_utf8(Encoding::MacRoman, "\x8E\xCF\xDB", piece), "éœ€");
    }
}

TEST(TextEncoding, LostCharactersAreCounted) {
    Utf8Converter converter(Encoding::Utf8);
    std::string text;
    converter.append("a\xFFz \xEF\xBF\xBD", text);
    converter.append("\xC3", text);
    converter.finish(text);
    EXPECT_EQ(text, "a\uFFFDz \uFFFD\uFFFD");
    EXPECT_EQ(converter.lost_characters(), 3U);
    EXPECT_EQ(as_utf8(Encoding::Utf16Le, utf16(u"\xD83D"
                                               u"a\xDE00",
                                               true)),
              "\uFFFDa\uFFFD");
}

TEST(TextEncoding, NamesAreReadBack) {
    for (const auto encoding : {Encoding::Utf8, Encoding::Utf16Be, Encoding::MacRoman})
        EXPECT_EQ(encoding_named(name_of(encoding)), encoding);
    EXPECT_EQ(encoding_named("EBCDIC"), std::nullopt);
}

RC_GTEST_PROP(TextEncoding, AnyBytesBecomeTheSameTextInAnyPieces, (const std::string& bytes)) {
    const auto piece = *rc::gen::inRange<std::size_t>(1, 9);
    for (const auto encoding : {Encoding::Utf8, Encoding::Utf16Le, Encoding::Windows1252, Encoding::MacRoman})
        RC_ASSERT(as_utf8(encoding, bytes, piece) == as_utf8(encoding, bytes, bytes.size() + 1));
}

}  // namespace elan::files
