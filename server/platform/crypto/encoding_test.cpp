#include "platform/crypto/encoding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace elan {
namespace {

// RFC 4648, section 10, without padding where we write none.
TEST(Encoding, AgreesWithRfc4648) {
    EXPECT_EQ(hex("foobar"), "666f6f626172");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
    EXPECT_EQ(base64url("\xff\xfe"), "__4");
    EXPECT_EQ(base32("f"), "MY");
    EXPECT_EQ(base32("fooba"), "MZXW6YTB");
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
    EXPECT_EQ(base32(""), "");
}

TEST(Encoding, RefusesWhatIsNone) {
    EXPECT_FALSE(from_base64("Zm9v*"));
    EXPECT_FALSE(from_base64url("__4="));
    EXPECT_FALSE(from_base64url("a"));
    EXPECT_FALSE(from_base32("M"));
    EXPECT_FALSE(from_base32("MZ"));  // bits left over that no text leaves
    EXPECT_FALSE(from_base32("mzxw6"));
    EXPECT_FALSE(from_base32("01"));
}

RC_GTEST_PROP(Encoding, ReadsWhatItWrote, (const std::string& bytes)) {
    RC_ASSERT(from_base64(base64(bytes)) == bytes);
    RC_ASSERT(from_base64url(base64url(bytes)) == bytes);
    RC_ASSERT(from_base32(base32(bytes)) == bytes);
    RC_ASSERT(hex(bytes).size() == 2 * bytes.size());
}

}  // namespace
}  // namespace elan
