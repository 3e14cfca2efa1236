#include "platform/crypto/hash.hpp"

#include <gtest/gtest.h>

#include "platform/crypto/encoding.hpp"

namespace elan {
namespace {

std::string bytes_from(int first, int last) {
    std::string bytes;
    for (int i = first; i <= last; ++i) bytes += static_cast<char>(i);
    return bytes;
}

TEST(Hash, GivesTheKnownDigests) {
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Hash, IsTheSameInPieces) {
    Sha256 hash;
    hash.add("a");
    EXPECT_EQ(hash.digest(), sha256("a"));
    hash.add("");
    hash.add("bc");
    EXPECT_EQ(hash.digest(), sha256("abc"));
}

// RFC 4231, test cases 1, 2, 3 and 6 (a key longer than a block).
TEST(Hmac, AgreesWithRfc4231) {
    EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex(hmac_sha256(std::string(20, '\xaa'), std::string(50, '\xdd'))),
              "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// RFC 5869, test cases 1, 2 and 3.
TEST(Hkdf, AgreesWithRfc5869) {
    const std::string key(22, '\x0b');
    EXPECT_EQ(hex(hkdf_sha256(key, bytes_from(0xf0, 0xf9), 42, bytes_from(0, 12))),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    EXPECT_EQ(hex(hkdf_sha256(bytes_from(0, 0x4f), bytes_from(0xb0, 0xff), 82, bytes_from(0x60, 0xaf))),
              "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
              "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
    EXPECT_EQ(hex(hkdf_sha256(key, "", 42)),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(Hkdf, GivesDifferentKeysForDifferentPurposes) {
    EXPECT_NE(hkdf_sha256("master", "one", 32), hkdf_sha256("master", "two", 32));
    EXPECT_EQ(hkdf_sha256("master", "one", 8160).size(), 8160U);
    EXPECT_THROW(hkdf_sha256("master", "one", 8161), std::length_error);
}

TEST(SameSecret, ComparesWholeTexts) {
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "ab"));
}

}  // namespace
}  // namespace elan
