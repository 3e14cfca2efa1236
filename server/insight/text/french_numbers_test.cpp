#include "insight/text/french_numbers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace elan {

namespace {

struct Written {
    std::string text;
    std::string plain;  // empty: no number
    char mark = ',';
};

}  // namespace

TEST(FrenchNumbers, AreReadAsPeopleWriteThem) {
    const std::vector<Written> table{{"1 234,50 €", "1234.50"},
                                     {"1\u202F234,50\u00A0€", "1234.50"},
                                     {"1.234,50", "1234.50"},
                                     {"1,234.50", "1234.50"},
                                     {"1,234.50", "1234.50", '.'},
                                     {"1'234.50 CHF", "1234.50"},
                                     {"1 234 567", "1234567"},
                                     {"1.234.567", "1234567"},
                                     {"(12,5)", "-12.5"},
                                     {"-3", "-3"},
                                     {"\u2212 3", "-3"},
                                     {"3-", "-3"},
                                     {"- 1 234,5 €", "-1234.5"},
                                     {"€ -5", "-5"},
                                     {"12 %", "12"},
                                     {"12,5%", "12.5"},
                                     {"38 200,00", "38200.00"},
                                     {",5", "0.5"},
                                     {"5,", "5"},
                                     {"007", "7"},
                                     {"-0,00", "0.00"},
                                     {"1.234", "1234", ','},
                                     {"1.234", "1.234", '.'},
                                     {"1,234", "1.234", ','},
                                     {"1,234", "1234", '.'},
                                     {"0.123", "0.123", ','},
                                     {"12.5", "12.5", ','},
                                     {"90.11", "90.11", ','},
                                     {"1234.567", "1234.567", ','},
                                     {"", ""},
                                     {"abc", ""},
                                     {"12 abc", ""},
                                     {"06 12 34 56 78", ""},
                                     {"1 23", ""},
                                     {"1.23.4", ""},
                                     {"1,234,5.6", ""},
                                     {"--3", ""},
                                     {"(-3)", ""},
                                     {"(3", ""},
                                     {"1,5E+10", ""},
                                     {"05/06/2026", ""},
                                     {"€", ""},
                                     {".", ""}};
    for (const auto& [text, plain, mark] : table)
        EXPECT_EQ(parse_plain_number(text, mark).value_or(""), plain) << text << " with " << mark;
}

TEST(FrenchNumbers, SayWhenOnlyHabitDecides) {
    EXPECT_TRUE(read_number("1.234")->ambiguous);
    EXPECT_TRUE(read_number("12,345")->ambiguous);
    EXPECT_FALSE(read_number("1 234")->ambiguous);
    EXPECT_FALSE(read_number("0,234")->ambiguous);
    EXPECT_FALSE(read_number("1.234,5")->ambiguous);
    EXPECT_FALSE(read_number("1234,567")->ambiguous);
    EXPECT_TRUE(read_number("12 %")->percent);
    EXPECT_TRUE(is_scientific("2,13402E+13"));
    EXPECT_TRUE(is_scientific("1.5e10"));
    EXPECT_FALSE(is_scientific("2A004"));
}

TEST(FrenchNumbers, CentsAreExact) {
    EXPECT_EQ(parse_cents("1 234,50 €"), 123'450);
    EXPECT_EQ(parse_cents("-0,01"), -1);
    EXPECT_EQ(parse_cents("12,500"), 1'250);
    EXPECT_EQ(parse_cents("12,505"), std::nullopt);
    EXPECT_EQ(parse_cents("90 000 000 000 000"), 9'000'000'000'000'000);
    EXPECT_EQ(parse_cents("90 000 000 000 000,01"), std::nullopt);
    EXPECT_EQ(parse_cents("99999999999999999999999"), std::nullopt);
    EXPECT_EQ(parse_whole("12,00"), 12);
    EXPECT_EQ(parse_whole("12,5"), std::nullopt);
    EXPECT_EQ(parse_real("12,5"), 12.5);
}

TEST(FrenchNumbers, ArePrintedWithNarrowSpaces) {
    EXPECT_EQ(french_amount(123'450), "1\u202F234,50\u00A0€");
    EXPECT_EQ(french_amount(-5, "USD"), "-0,05\u00A0$");
    EXPECT_EQ(french_amount(1'00, "SEK"), "1,00\u00A0SEK");
    EXPECT_EQ(french_whole(-1'234'567), "-1\u202F234\u202F567");
    EXPECT_EQ(french_whole(std::numeric_limits<std::int64_t>::min()),
              "-9\u202F223\u202F372\u202F036\u202F854\u202F775\u202F808");
    EXPECT_EQ(french_real(1234.5), "1\u202F234,5");
    EXPECT_EQ(french_real(-0.0), "0");
    EXPECT_EQ(french_real(-1234), "-1\u202F234");
}

RC_GTEST_PROP(FrenchNumbers, AmountsComeBackFromTheirPrint, ()) {
    const auto cents = *rc::gen::resize(rc::kNominalSize,
                                        rc::gen::inRange<std::int64_t>(-9'000'000'000'000'000, 9'000'000'000'000'000));
    RC_ASSERT(parse_cents(french_amount(cents)) == cents);
}

RC_GTEST_PROP(FrenchNumbers, WholesComeBackFromTheirPrint, (std::int64_t number)) {
    RC_ASSERT(parse_whole(french_whole(number)) == number);
}

RC_GTEST_PROP(FrenchNumbers, AnyTextIsAnsweredAndAPlainNumberStaysItself, (const std::string& text)) {
    if (const auto plain = parse_plain_number(text)) RC_ASSERT(parse_plain_number(*plain, '.') == plain);
}

}  // namespace elan
