#include "insight/text/fold.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace elan {

namespace {

void append_utf8(std::string& text, char32_t c) {
    const auto byte = [&](char32_t bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | c >> 6);
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | c >> 12);
        byte(0x80 | (c >> 6 & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | c >> 18);
        byte(0x80 | (c >> 12 & 0x3F));
        byte(0x80 | (c >> 6 & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

std::string text_below(char32_t end) {
    // A range grows with the size of the case unless the size is fixed; here any letter may come at any time.
    const auto code_points = *rc::gen::container<std::vector<std::uint32_t>>(
        rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint32_t>(1, end)));
    std::string text;
    for (const char32_t c : code_points)
        if (c < 0xD800 || c > 0xDFFF) append_utf8(text, c);
    return text;
}

}  // namespace

TEST(Fold, MakesTheSameWhatAPersonTakesForTheSame) {
    const std::vector<std::pair<std::string, std::string>> table{
        {"Élan", "elan"},
        {"E\u0301lan", "elan"},
        {"ÉLAN", "elan"},
        {"ELAN", "elan"},
        {"L’Œuf", "l'oeuf"},
        {"L´œuf", "l'oeuf"},
        {"L'ŒUF", "l'oeuf"},
        {"Lætitia Ǽ", "laetitia ae"},
        {"L’Haÿ-les-Roses", "l'hay-les-roses"},
        {"L’HAŸ\u2010LES\u2011ROSES", "l'hay-les-roses"},
        {"Moÿ\u2013de\u2014l’Aisne \u2212 1", "moy-de-l'aisne - 1"},
        {"Besançon", "besancon"},
        {"Caïn", "cain"},
        {"Straße", "strasse"},
        {"STRAẞE", "strasse"},
        {"Øresund Łódź Đà", "oresund lodz da"},
        {"1\u202F234,56\u00A0€", "1 234,56 €"},
        {"  deux \t\r\n espaces  ", "deux espaces"},
        {"zéro\u200Blargeur\uFEFF", "zerolargeur"},
        {"sou\u00ADligné", "souligne"},
        {"\u202Eabc", "abc"},
        {"ﬁnance", "finance"},
        {"ＡＢＣ　１２", "abc 12"},
        {"№ 5", "no 5"},
        {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
        {"Ёлка", "елка"},
        {"が", "が"},
        {"한국", "한국"},
        {"", ""},
        {" \u00A0 ", ""}};
    for (const auto& [typed, folded] : table) EXPECT_EQ(fold(typed), folded) << typed;
}

TEST(Fold, SortsAccentedWordsBesideTheirPlainForms) {
    EXPECT_EQ(fold("cote"), fold("côté"));
    EXPECT_LT(fold("côté"), fold("coter"));
    EXPECT_EQ(fold("Ecole"), fold("École"));
    EXPECT_LT(fold("École"), fold("Eden"));
}

TEST(Fold, BytesThatAreNotTextStillFold) {
    EXPECT_EQ(fold("a\xFFz"), "a\uFFFDz");
    EXPECT_EQ(fold("\xC3"), "\uFFFD");
}

RC_GTEST_PROP(Fold, IsDoneAfterOnce, ()) {
    const auto once = fold(text_below(0x11000));
    RC_ASSERT(fold(once) == once);
}

RC_GTEST_PROP(Fold, SaysTheSameByTableAndByIcu, ()) {
    // The last letter is outside the table, so the second folding goes through ICU.
    const auto text = text_below(0x370) + ".";
    RC_ASSERT(fold(text + "ა") == fold(text) + "ა");
}

RC_GTEST_PROP(Fold, DoesNotSeeHowAccentsAreTyped, ()) {
    const auto text = text_below(0x2000);
    RC_ASSERT(fold(nfc(text)) == fold(text));
}

TEST(Fold, IsTheSameFromEveryThread) {
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&wrong] {
                for (int round = 0; round < 200; ++round)
                    if (fold("Œuvre d’Élan ა") != "oeuvre d'elan ა" || graphemes("e\u0301a") != 2) ++wrong;
            });
    }
    EXPECT_EQ(wrong, 0);
}

TEST(FoldWords, KeepsWordsOnly) {
    EXPECT_EQ(fold_words("  L’Œuf – (ÉLAN) & Cie, S.A.R.L. "), "l oeuf elan cie s a r l");
    EXPECT_EQ(fold_words("06 12-34"), "06 12 34");
    EXPECT_EQ(fold_words("Ёлка, привет!"), "елка привет");
    EXPECT_EQ(fold_words("हिन्दी"), "हिन्दी");
    EXPECT_EQ(fold_words("«…»"), "");
}

TEST(Nfc, JoinsLettersAndAccents) {
    EXPECT_EQ(nfc("E\u0301lan"), "Élan");
    EXPECT_EQ(nfc("Élan"), "Élan");
    EXPECT_EQ(nfc("plain"), "plain");
}

TEST(ValidUtf8, RefusesWhatCannotBeStored) {
    for (const std::string good : {"", "abc", "é", "€", "😀", "\U0010FFFF", "\uD7FF\uE000"})
        EXPECT_TRUE(valid_utf8(good)) << good;
    const std::vector<std::string> bad{std::string("a\0b", 3), "\x80",         "\xC0\x80",         "\xC1\xBF",
                                       "\xE0\x9F\xBF",         "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                                       "\xF5\x80\x80\x80",     "\xC3",         "\xE2\x82",         "\xF0\x9F\x98"};
    for (const auto& text : bad) EXPECT_FALSE(valid_utf8(text));
}

RC_GTEST_PROP(ValidUtf8, AcceptsEveryText, ()) { RC_ASSERT(valid_utf8(text_below(0x110000))); }

TEST(Graphemes, AreCountedAsAPersonCounts) {
    EXPECT_EQ(graphemes(""), 0U);
    EXPECT_EQ(graphemes("abc"), 3U);
    EXPECT_EQ(graphemes("\r\n"), 1U);
    EXPECT_EQ(graphemes("E\u0301lan"), 4U);
    EXPECT_EQ(graphemes("👨‍👩‍👧‍👦!"), 2U);
    EXPECT_EQ(graphemes("🇫🇷🇧🇪"), 2U);
}

TEST(Graphemes, AreNeverCutInTwo) {
    EXPECT_EQ(first_graphemes("abcdef", 3), "abc");
    EXPECT_EQ(first_graphemes("abc", 10), "abc");
    EXPECT_EQ(first_graphemes("abc", 0), "");
    EXPECT_EQ(first_graphemes("E\u0301lan", 1), "E\u0301");
    EXPECT_EQ(first_graphemes("a👨‍👩‍👧‍👦b", 2), "a👨‍👩‍👧‍👦");
}

RC_GTEST_PROP(Graphemes, CuttingKeepsTheBeginning, ()) {
    const auto text = text_below(0x11000);
    const auto count = *rc::gen::inRange<std::size_t>(0, 20);
    const auto cut = first_graphemes(text, count);
    RC_ASSERT(text.starts_with(cut));
    RC_ASSERT(graphemes(cut) == std::min(count, graphemes(text)));
}

}  // namespace elan
