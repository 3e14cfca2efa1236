// Every example of domain/1-identifiers 1.5, 1.6 and 1.9.
#include "insight/identifiers/french_codes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace elan {

TEST(RnaTest, Examples) {
    for (const auto* number : {"W751000001", "W9R1000001", "w75 1000001"}) EXPECT_TRUE(check_rna(number).plausible());
    for (const auto* wrong : {"X751000001", "W75100000", "W7510000012", ""})
        EXPECT_FALSE(check_rna(wrong).plausible()) << wrong;
}

TEST(NafTest, Examples) {
    for (const auto* code : {"62.01Z", "6201Z", "62.01z", " 62 01 Z"}) EXPECT_EQ(check_naf(code).value, "62.01Z");
    EXPECT_EQ(check_naf("56.10A").value, "56.10A");
    for (const auto* wrong : {"62.1Z", "6201", "AB.01Z", "62.011", ""})
        EXPECT_FALSE(check_naf(wrong).plausible()) << wrong;
}

TEST(PostalCodeTest, KeepsAndRestoresLeadingZeros) {
    EXPECT_EQ(check_postal_code("01000").value, "01000");
    EXPECT_TRUE(check_postal_code("01000").warnings.empty());
    EXPECT_EQ(check_postal_code("1000").value, "01000");
    EXPECT_FALSE(check_postal_code("1000").warnings.empty());
    EXPECT_EQ(check_postal_code("75 008").value, "75008");
    for (const auto* wrong : {"0000", "00000", "99123", "750", "750081", "2A004", "97900", ""})
        EXPECT_FALSE(check_postal_code(wrong).plausible()) << wrong;
}

TEST(PostalCodeTest, TellsTheDepartment) {
    const std::vector<std::pair<std::string, std::string>> departments = {
        {"75008", "75"}, {"01000", "01"},  {"20000", "2A"},  {"20167", "2A"}, {"20200", "2B"},
        {"20600", "2B"}, {"97110", "971"}, {"98800", "988"}, {"98000", ""},   {"00300", ""}};
    for (const auto& [code, department] : departments) EXPECT_EQ(department_of_postal_code(code), department) << code;
}

RC_GTEST_PROP(PostalCodeTest, WhatIsStoredIsReadBack, (const std::string& typed)) {
    const auto checked = check_postal_code(typed);
    if (checked.plausible()) RC_ASSERT(check_postal_code(checked.value).value == checked.value);
    RC_ASSERT(checked.plausible() != checked.value.empty());
}

}  // namespace elan
