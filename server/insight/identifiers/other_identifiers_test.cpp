// Every example of domain/1-identifiers 1.7, 1.8 and 1.10.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "insight/identifiers/email.hpp"
#include "insight/identifiers/iban.hpp"
#include "insight/identifiers/phone.hpp"
#include "insight/identifiers/web_address.hpp"

namespace elan {

TEST(IbanTest, Examples) {
    for (const auto* iban : {"FR7630006000011234567890189", "FR1420041010050500013M02606", "DE89370400440532013000",
                             "GB82WEST12345698765432"})
        EXPECT_EQ(check_iban(iban).value, iban);
    EXPECT_EQ(check_iban("fr76 3000 6000 0112 3456 7890 189").value, "FR7630006000011234567890189");
    for (const auto* wrong : {"FR7630006000011234567890188", "FR7612345678901234567890123",
                              "FR763000600001123456789018", "DE8937040044053201300", "", "FR76"})
        EXPECT_FALSE(check_iban(wrong).plausible()) << wrong;
    EXPECT_EQ(masked_iban("FR7630006000011234567890189"), "FR76 •••• 0189");
}

TEST(PhoneTest, FrenchExamples) {
    const std::vector<std::pair<std::string, std::string>> examples = {
        {"06 12 34 56 78", "+33612345678"}, {"+33612345678", "+33612345678"},
        {"0033612345678", "+33612345678"},  {"+33 (0)6 12 34 56 78", "+33612345678"},
        {"+330612345678", "+33612345678"},  {"0756789012", "+33756789012"},
        {"0700123456", "+33700123456"},     {"01 42 68 53 00", "+33142685300"},
        {"0499123456", "+33499123456"},     {"0970123456", "+33970123456"},
        {"0948123456", "+33948123456"},     {"0800123456", "+33800123456"},
        {"0899123456", "+33899123456"},     {"0825123456", "+33825123456"},
        {"06.12.34.56.78", "+33612345678"}, {"06-12-34-56-78", "+33612345678"},
        {"06 12 34 56 78", "+33612345678"}};
    for (const auto& [typed, stored] : examples) EXPECT_EQ(check_phone(typed).value, stored) << typed;
    for (const auto* wrong : {"0612345", "06123456789", "0000000000", "3631", "", "abc", "+33"})
        EXPECT_FALSE(check_phone(wrong).plausible()) << wrong;
}

TEST(PhoneTest, OverseasNumbersGetTheirOwnCountryCode) {
    const std::vector<std::pair<std::string, std::string>> examples = {
        {"0590123456", "+590590123456"},           {"590123456", "+590590123456"},
        {"+33 x 0 590 12 34 56", "+590590123456"}, {"0690123456", "+590690123456"},
        {"0691123456", "+590691123456"},           {"0594123456", "+594594123456"},
        {"0694123456", "+594694123456"},           {"0596123456", "+596596123456"},
        {"0696123456", "+596696123456"},           {"0697123456", "+596697123456"},
        {"0262123456", "+262262123456"},           {"0692123456", "+262692123456"},
        {"0693123456", "+262693123456"},           {"0269612345", "+262269612345"},
        {"0639123456", "+262639123456"},           {"+590690123456", "+590690123456"},
        {"+262692123456", "+262692123456"},        {"+594694123456", "+594694123456"},
        {"+33692123456", "+262692123456"}};
    for (const auto& [typed, stored] : examples)
        EXPECT_EQ(check_phone(typed).value, stored) << typed << " " << check_phone(typed).complaint;
}

TEST(PhoneTest, IsShownAsPeopleWriteIt) {
    EXPECT_EQ(shown_phone("+33612345678"), "06 12 34 56 78");
    EXPECT_EQ(shown_phone("+590690123456"), "06 90 12 34 56");
    EXPECT_EQ(shown_phone("+4930901820"), "+49 30 901820");
}

RC_GTEST_PROP(PhoneTest, WhatIsShownIsReadBack, ()) {
    const auto digits = *rc::gen::container<std::string>(8, rc::gen::inRange('0', static_cast<char>('9' + 1)));
    const auto checked = check_phone("06" + digits);
    if (checked.plausible()) RC_ASSERT(check_phone(shown_phone(checked.value)).value == checked.value);
}

TEST(EmailTest, Examples) {
    for (const auto* email :
         {"jean.dupont@example.fr", "o'neil@example.com", "a+b@exämple.fr", "x@sub.example.co.uk", "équipe@exemple.fr"})
        EXPECT_EQ(check_email(email).value, email) << check_email(email).complaint;
    EXPECT_EQ(check_email("Jean.Dupont@Example.FR").value, "Jean.Dupont@example.fr");
    const auto long_local = std::string(65, 'a') + "@example.fr";
    for (const std::string& wrong :
         {std::string("jean..dupont@example.fr"), std::string(".jean@example.fr"), std::string("jean.@example.fr"),
          std::string("jean@example"), std::string("jean@-ex.fr"), std::string("jean@ex_ample.fr"),
          std::string("jean@@example.fr"), long_local, std::string("jean dupont@example.fr"),
          std::string("\"a b\"@example.fr"), std::string("jean@[127.0.0.1]"), std::string("@example.fr"),
          std::string("jean@"), std::string()})
        EXPECT_FALSE(check_email(wrong).plausible()) << wrong;
    EXPECT_FALSE(check_email(std::string_view("a@exemple.fr\0\r\nBcc: b@c.fr", 25)).plausible());
    EXPECT_EQ(email_key("Jean.Dupont+achats@Gmail.com"), "jeandupont@gmail.com");
    EXPECT_EQ(email_key("Jean.Dupont+achats@Example.fr"), "jean.dupont+achats@example.fr");
}

TEST(EmailTest, RolesAndPublicMailboxesAreTold) {
    EXPECT_TRUE(email_is_generic("Contact@entreprise.fr"));
    EXPECT_FALSE(email_is_generic("jean@entreprise.fr"));
    EXPECT_TRUE(email_domain_is_free("jean@Wanadoo.fr"));
    EXPECT_FALSE(email_domain_is_free("jean@entreprise.fr"));
}

RC_GTEST_PROP(IbanTest, OneWrongCharacterIsFoundOut, ()) {
    auto iban = std::string("FR7630006000011234567890189");
    const auto place = *rc::gen::inRange<std::size_t>(2, iban.size());
    iban[place] = static_cast<char>('0' + (iban[place] - '0' + *rc::gen::inRange(1, 10)) % 10);
    RC_ASSERT(!check_iban(iban).plausible());
}

RC_GTEST_PROP(CheckedTest, EveryAnswerIsAValueOrASentence, (const std::string& typed)) {
    for (const auto& checked : {check_email(typed), check_phone(typed), check_web_address(typed), check_iban(typed)})
        RC_ASSERT(checked.plausible() != checked.value.empty());
}

// The expression engine complains on standard error when it runs out of memory, and then works slowly.
TEST(CheckedTest, LongAndForeignTextsDoNotExhaustTheExpressions) {
    testing::internal::CaptureStderr();
    std::string foreign;
    for (int i = 0; i < 400; ++i) foreign += i % 3 == 0 ? "é" : i % 3 == 1 ? "漢." : "९";
    for (const auto& text : {foreign, "+" + foreign, foreign + "@" + foreign, std::string(5000, '7'),
                             std::string(240, 'a') + ".fr", "www." + foreign.substr(0, 60) + ".рф"}) {
        check_email(text);
        check_phone(text);
        check_web_address(text);
    }
    for (const auto* number : {"+49 30 901820", "+44 20 7946 0958 ext. 3", "٠٦١٢٣٤٥٦٧٨", "+7 (495) 123-45-67"})
        check_phone(number);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(WebAddressTest, InternationalNamesAreKept) {
    EXPECT_EQ(check_web_address("https://café-théâtre.fr").value, "https://café-théâtre.fr");
    EXPECT_EQ(check_web_address("пример.рф").value, "https://пример.рф");
    EXPECT_EQ(check_web_address("entreprise.fr.").value, "https://entreprise.fr");
    for (const auto* wrong : {"entreprise..fr", ".fr", "10.0.0.1", "entreprise.f", "entreprise.f_r"})
        EXPECT_FALSE(check_web_address(wrong).plausible()) << wrong;
}

TEST(WebAddressTest, Examples) {
    EXPECT_EQ(check_web_address("www.Entreprise.fr").value, "https://www.entreprise.fr");
    EXPECT_EQ(check_web_address("http://example.fr/Chemin?x=1").value, "http://example.fr/Chemin?x=1");
    for (const auto* wrong :
         {"javascript:alert(1)", "ftp://example.fr", "http://user:word@example.fr", "entreprise", ""})
        EXPECT_FALSE(check_web_address(wrong).plausible()) << wrong;
    EXPECT_EQ(web_address_key("https://www.entreprise.fr/"), "entreprise.fr");
}

}  // namespace elan
