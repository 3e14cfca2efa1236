#include "insight/text/french_dates.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace elan {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;
const std::string paris = "Europe/Paris";

std::string any_day() {
    return *day_of_number(*rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(-700'000, 2'900'000)));
}

std::string day_of_our_time() {
    return *day_of_number(*rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(366, 36'000)));
}

}  // namespace

TEST(FrenchDates, DaysAreReadAsPeopleWriteThem) {
    const std::vector<std::pair<std::string, std::string>> table{{"05/06/2026", "2026-06-05"},
                                                                 {"5/6/26", "2026-06-05"},
                                                                 {"5/6/70", "1970-06-05"},
                                                                 {"05.06.2026", "2026-06-05"},
                                                                 {"5-6-2026", "2026-06-05"},
                                                                 {"2026-06-05", "2026-06-05"},
                                                                 {"2026/6/5", "2026-06-05"},
                                                                 {"20260605", "2026-06-05"},
                                                                 {"2026-06-05T10:00:00+02:00", "2026-06-05"},
                                                                 {"05/06/2026 10:30", "2026-06-05"},
                                                                 {"05/06/2026 à 10h30", "2026-06-05"},
                                                                 {"5 juin 2026", "2026-06-05"},
                                                                 {"5\u00A0juin\u00A02026", "2026-06-05"},
                                                                 {"vendredi 5 juin 2026", "2026-06-05"},
                                                                 {"1er août 2026", "2026-08-01"},
                                                                 {"1ER AOÛT 2026", "2026-08-01"},
                                                                 {"23 nov. 2026", "2026-11-23"},
                                                                 {"23-févr.-26", "2026-02-23"},
                                                                 {"31/12/2026", "2026-12-31"},
                                                                 {"29/02/2024", "2024-02-29"},
                                                                 {"29/02/2026", ""},
                                                                 {"31/11/2026", ""},
                                                                 {"05/06/2026 25:00", ""},
                                                                 {"5 jui 2026", ""},
                                                                 {"5 maison 2026", ""},
                                                                 {"12/2026", ""},
                                                                 {"1,5", ""},
                                                                 {"0000-00-00", ""},
                                                                 {"", ""}};
    for (const auto& [text, day] : table) EXPECT_EQ(parse_day(text).value_or(""), day) << text;
    EXPECT_EQ(parse_day("05/06/2026", false), "2026-05-06");
    EXPECT_EQ(parse_day("25/06/2026", false), std::nullopt);
}

TEST(FrenchDates, ImpossibleValuesDecideTheOrder) {
    using Samples = std::vector<std::string>;
    EXPECT_EQ(detect_date_order(Samples{"05/06/2026", "13/06/2026"}), DateOrder::DayFirst);
    EXPECT_EQ(detect_date_order(Samples{"05/06/2026", "06/13/2026"}), DateOrder::MonthFirst);
    EXPECT_EQ(detect_date_order(Samples{"05/06/2026"}), DateOrder::Unknown);
    EXPECT_EQ(detect_date_order(Samples{"13/06/2026", "06/13/2026"}), DateOrder::Mixed);
    EXPECT_EQ(detect_date_order(Samples{"2026-06-13", "1.25.13.4"}), DateOrder::Unknown);
    EXPECT_TRUE(days_come_first(Samples{}));
    EXPECT_FALSE(days_come_first(Samples{"12/31/2026"}));
}

TEST(FrenchDates, SpreadsheetSerialsAreDays) {
    EXPECT_EQ(day_of_serial(46178), "2026-06-05");
    EXPECT_EQ(day_of_serial(46178.75), "2026-06-05");
    EXPECT_EQ(day_of_serial(46178 - 1462, true), "2026-06-05");
    EXPECT_EQ(day_of_serial(1), "1900-01-01");
    EXPECT_EQ(day_of_serial(59), "1900-02-28");
    EXPECT_EQ(day_of_serial(60), std::nullopt);
    EXPECT_EQ(day_of_serial(61), "1900-03-01");
    EXPECT_EQ(day_of_serial(2'958'465), "9999-12-31");
    EXPECT_EQ(day_of_serial(2'958'466), std::nullopt);
    EXPECT_EQ(day_of_serial(-1), std::nullopt);
}

TEST(FrenchDates, MomentsAreLocalUnlessTheyCarryAnOffset) {
    const auto ten_in_paris = 1'780'646'400'000;  // 2026-06-05 08:00 UTC
    for (const std::string text :
         {"2026-06-05T10:00:00+02:00", "2026-06-05T08:00:00Z", "2026-06-05 10:00", "05/06/2026 10:00:00",
          "05/06/2026 à 10h", "5 juin 2026 à 10h00", "2026-06-05T10:00:00.000"})
        EXPECT_EQ(parse_moment(text, paris), ten_in_paris) << text;
    EXPECT_EQ(parse_moment("2026-06-05", paris), ten_in_paris - 10 * hour_ms);
    EXPECT_EQ(parse_moment("2026-06-05T10:00:00.250Z", paris), ten_in_paris + 2 * hour_ms + 250);
    EXPECT_EQ(parse_moment("2026-06-05T10:00:00+25:00", paris), std::nullopt);
    EXPECT_EQ(parse_moment("2026-06-05T24:00", paris), std::nullopt);
    EXPECT_EQ(parse_moment("demain", paris), std::nullopt);
}

TEST(FrenchDates, ASkippedTimeComesLaterAndARepeatedOneFirst) {
    EXPECT_EQ(local_moment("2027-03-28", 2, 30, paris), local_moment("2027-03-28", 3, 30, paris));
    EXPECT_EQ(local_moment("2027-03-29", 0, 0, paris) - local_moment("2027-03-28", 0, 0, paris), 23 * hour_ms);
    EXPECT_EQ(local_moment("2027-10-31", 2, 30, paris), *parse_moment("2027-10-31T02:30+02:00", paris));
    EXPECT_EQ(local_moment("2027-11-01", 0, 0, paris) - local_moment("2027-10-31", 0, 0, paris), 25 * hour_ms);
}

TEST(FrenchDates, FrenchZonesHaveTheirOwnDay) {
    const auto noon = *parse_moment("2026-01-15T12:00Z", "UTC");
    EXPECT_EQ(numeric_moment(noon, "America/Guadeloupe"), "15/01/2026 08:00");
    EXPECT_EQ(numeric_moment(noon, "America/Cayenne"), "15/01/2026 09:00");
    EXPECT_EQ(numeric_moment(noon, "America/Miquelon"), "15/01/2026 09:00");
    EXPECT_EQ(numeric_moment(noon, "Indian/Reunion"), "15/01/2026 16:00");
    EXPECT_EQ(numeric_moment(noon, "Indian/Mayotte"), "15/01/2026 15:00");
    EXPECT_EQ(numeric_moment(noon, "Pacific/Noumea"), "15/01/2026 23:00");
    EXPECT_EQ(numeric_moment(noon, "Pacific/Tahiti"), "15/01/2026 02:00");
    EXPECT_EQ(numeric_moment(noon, "Pacific/Marquesas"), "15/01/2026 02:30");
    EXPECT_EQ(numeric_moment(noon + 181 * 24 * hour_ms, "America/Miquelon"), "15/07/2026 10:00");
    EXPECT_EQ(local_day(noon + 2 * hour_ms, "Pacific/Noumea"), "2026-01-16");
    EXPECT_TRUE(is_zone(paris));
    EXPECT_FALSE(is_zone("Europe/Rennes"));
}

TEST(FrenchDates, ArePrintedInFrench) {
    EXPECT_EQ(french_day("2026-11-23"), "23 nov. 2026");
    EXPECT_EQ(numeric_day("2026-11-03"), "03/11/2026");
    EXPECT_EQ(french_moment(*parse_moment("2026-11-23 10:05", paris), paris), "23 nov. 2026 à 10:05");
    EXPECT_THROW(french_day("hier"), std::invalid_argument);
    EXPECT_THROW(add_days("9999-12-31", 1), std::out_of_range);
}

RC_GTEST_PROP(FrenchDates, DaysAndNumbersAreTheSame, ()) {
    const auto day = any_day();
    RC_ASSERT(day_of_number(day_number(day)) == day);
    const auto days = *rc::gen::inRange(-5000, 5000);
    RC_ASSERT(days_between(day, add_days(day, days)) == days);
}

RC_GTEST_PROP(FrenchDates, DaysComeBackFromTheirPrint, ()) {
    const auto day = day_of_our_time();
    RC_ASSERT(parse_day(french_day(day)) == day);
    RC_ASSERT(parse_day(numeric_day(day)) == day);
    RC_ASSERT(parse_day(day.substr(5, 2) + "/" + day.substr(8) + "/" + day.substr(0, 4), false) == day);
}

RC_GTEST_PROP(FrenchDates, MomentsComeBackFromTheirPrint, ()) {
    const auto day = day_of_our_time();
    const auto zone = *rc::gen::element<std::string>("Europe/Paris", "Pacific/Marquesas", "America/Miquelon");
    const auto noon = local_moment(day, 12, 34, zone);
    RC_ASSERT(parse_moment(numeric_moment(noon, zone), zone) == noon);
    RC_ASSERT(parse_moment(french_moment(noon, zone), zone) == noon);
    RC_ASSERT(local_day(noon, zone) == day);
}

RC_GTEST_PROP(FrenchDates, AnyTextIsAnswered, (const std::string& text)) {
    parse_moment(text, "Europe/Paris");
    if (const auto day = parse_day(text)) RC_ASSERT(is_day(*day));
}

}  // namespace elan
