// Every example of domain/1-identifiers 1.1 to 1.4, and what must hold for all numbers.
#include "insight/identifiers/company_numbers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace elan {

namespace {

std::string with_key(std::string digits) {
    for (char key = '0'; key <= '9'; ++key)
        if (luhn_holds(digits + key)) return digits + key;
    return {};
}

std::string digits_of(std::size_t count) {
    return *rc::gen::container<std::string>(count, rc::gen::inRange('0', static_cast<char>('9' + 1)));
}

}  // namespace

TEST(SirenTest, Examples) {
    for (const auto* siren :
         {"732829320", "404833048", "552100554", "552081317", "443061841", "130025265", "130003833", "356000000"})
        EXPECT_EQ(check_siren(siren).value, siren);
    EXPECT_EQ(check_siren(" 732 829\u00a0320 ").value, "732829320");
    EXPECT_EQ(check_siren("732\u202f829\u202f320").value, "732829320");
    for (const auto* wrong : {"732829321", "123456789", "73282932", "7328293200", "73282932A", "000000000", ""})
        EXPECT_FALSE(check_siren(wrong).plausible()) << wrong;
}

TEST(SiretTest, Examples) {
    for (const auto* siret : {"73282932000074", "40483304800022", "55210055400013", "13002526500013", "35600000000048",
                              "35600000049837", "35600000009075", "35600000009080"})
        EXPECT_EQ(check_siret(siret).value, siret);
    for (const auto* wrong : {"35600000049838", "35600000079081", "73282932000075", "7328293200007"})
        EXPECT_FALSE(check_siret(wrong).plausible()) << wrong;
    EXPECT_FALSE(check_siret("35600000049837").warnings.empty());
    EXPECT_TRUE(check_siret("35600000000048").warnings.empty());
}

TEST(VatNumberTest, FrenchExamples) {
    for (const auto* number :
         {"FR44732829320", "FR83404833048", "FR03552081317", "FR40303265045", "FR39356000000", "FR07130025265",
          "FR23334175221", "FR61954506077", "FRK7399859412", "FR4Z123456782", "FR53000004605"})
        EXPECT_EQ(check_vat_number(number).value, number) << check_vat_number(number).complaint;
    for (const auto* wrong : {"FR45732829320", "FR84323140391", "FRIO552081317"})
        EXPECT_FALSE(check_vat_number(wrong).plausible()) << wrong;
    EXPECT_EQ(vat_number_of("552081317"), "FR03552081317");
    EXPECT_EQ(vat_number_of("732829320"), "FR44732829320");
}

TEST(VatNumberTest, OtherCountriesExamples) {
    for (const auto* number :
         {"ATU13585627",  "BE0403019261",   "BE0428759497", "BG175074752",    "CY10259033P", "CZ25123891",
          "DE136695976",  "DK13585628",     "EE100931558",  "EL094259216",    "ESB64717838", "ES54362315K",
          "FI20774740",   "HR33392005961",  "HU12892312",   "IE6433435F",     "IE6433435OA", "IT00743110157",
          "LT119511515",  "LT100001919017", "LU15027442",   "LV40003521600",  "MT11679112",  "NL004495445B01",
          "PL8567346215", "PT501964843",    "RO18547290",   "SE123456789701", "SI50223054",  "SK2022749619",
          "XI980780684",  "NL002455799B11"})
        EXPECT_TRUE(check_vat_number(number).value == number && check_vat_number(number).warnings.empty()) << number;
    for (const auto* doubtful : {"ATU13585626",    "BE1000000416",   "BG175074751",   "CY10259033Z",  "CZ25123890",
                                 "DE136695978",    "DK13585627",     "EE100594103",   "EL123456781",  "ESB64717839",
                                 "FI20774741",     "HR33392005962",  "HU12892313",    "IE6433435E",   "IT00743110158",
                                 "LT100001919018", "LU15027443",     "LV40003521601", "MT11679113",   "PL8567346216",
                                 "PT501964842",    "SE123456789101", "SI50223055",    "SK2022749618", "XI802311781"})
        EXPECT_FALSE(check_vat_number(doubtful).warnings.empty()) << doubtful;
    EXPECT_EQ(check_vat_number("GR 094.259.216").value, "EL094259216");
    EXPECT_EQ(check_vat_number("BE403019261").value, "BE0403019261");
    for (const auto* wrong : {"GB980780684", "DE13669597", "ZZ123456789", "FR", ""})
        EXPECT_FALSE(check_vat_number(wrong).plausible()) << wrong;
}

RC_GTEST_PROP(SirenTest, OneWrongDigitIsFoundOut, ()) {
    const auto siren = with_key(digits_of(8));
    RC_PRE(siren != "000000000");
    RC_ASSERT(check_siren(siren).plausible());
    const auto place = *rc::gen::inRange<std::size_t>(0, 9);
    const auto shift = *rc::gen::inRange(1, 10);
    auto wrong = siren;
    wrong[place] = static_cast<char>('0' + (wrong[place] - '0' + shift) % 10);
    RC_ASSERT(!check_siren(wrong).plausible());
}

RC_GTEST_PROP(VatNumberTest, TheNumberOfASirenHasARightKey, ()) {
    const auto siren = with_key(digits_of(8));
    RC_PRE(siren != "000000000");
    RC_ASSERT(check_vat_number(vat_number_of(siren)).plausible());
}

}  // namespace elan
