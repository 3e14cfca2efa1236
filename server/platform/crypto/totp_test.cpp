#include "platform/crypto/totp.hpp"

#include <gtest/gtest.h>

namespace elan {
namespace {

const std::string secret = "12345678901234567890";

// RFC 6238, appendix B (SHA-1), the last six of the eight digits given there.
TEST(Totp, AgreesWithRfc6238) {
    EXPECT_EQ(totp_code(secret, 59'000), "287082");
    EXPECT_EQ(totp_code(secret, 1'111'111'109'000), "081804");
    EXPECT_EQ(totp_code(secret, 1'111'111'111'000), "050471");
    EXPECT_EQ(totp_code(secret, 1'234'567'890'000), "005924");
    EXPECT_EQ(totp_code(secret, 2'000'000'000'000), "279037");
    EXPECT_EQ(totp_code(secret, 20'000'000'000'000), "353130");
}

TEST(Totp, AcceptsOneStepOfDriftAndSaysWhichItWas) {
    const std::int64_t now = 1'234'567'890'000;
    const auto step = now / 30'000;
    EXPECT_EQ(totp_step(secret, totp_code(secret, now), now), step);
    EXPECT_EQ(totp_step(secret, totp_code(secret, now - 30'000), now), step - 1);
    EXPECT_EQ(totp_step(secret, totp_code(secret, now + 30'000), now), step + 1);
    EXPECT_FALSE(totp_step(secret, totp_code(secret, now - 60'000), now));
    EXPECT_FALSE(totp_step(secret, totp_code(secret, now + 60'000), now));
}

TEST(Totp, RefusesWhatIsNoCode) {
    const std::int64_t now = 59'000;
    EXPECT_TRUE(totp_step(secret, "287082", now));
    for (const auto* wrong : {"", "28708", "2870820", "28708a", " 287082", "-87082", "+87082"})
        EXPECT_FALSE(totp_step(secret, wrong, now)) << wrong;
}

TEST(Totp, GivesAnAddressThatAuthenticatorsRead) {
    EXPECT_EQ(totp_address(secret, "marie@société.example", "Élan & fils"),
              "otpauth://totp/%C3%89lan%20%26%20fils:marie%40soci%C3%A9t%C3%A9.example"
              "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%C3%89lan%20%26%20fils");
}

TEST(Totp, DrawsACodeThatNeedsNothingFromElsewhere) {
    const auto picture = qr_svg("otpauth://totp/Elan:marie");
    EXPECT_TRUE(picture.starts_with("<svg "));
    EXPECT_TRUE(picture.ends_with("</svg>"));
    EXPECT_EQ(picture.find("href"), std::string::npos);
    EXPECT_NE(picture, qr_svg("otpauth://totp/Elan:luc"));
}

}  // namespace
}  // namespace elan
