#include "platform/crypto/uuid.hpp"

#include <gtest/gtest.h>

namespace elan {
namespace {

TEST(Uuid, HasTheFormOfVersionSeven) {
    SeededRandomness randomness(7);
    const auto id = new_uuid(0x017F22E279B0LL, randomness);
    EXPECT_TRUE(is_uuid(id));
    EXPECT_EQ(id[14], '7');
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
}

// The moment an id carries; ids of one process never go back, whatever other tests made before.
std::int64_t moment_of(const std::string& id) { return std::stoll(id.substr(0, 8) + id.substr(9, 4), nullptr, 16); }

TEST(Uuid, BeginsWithItsMoment) {
    SeededRandomness randomness(7);
    const auto later = moment_of(new_uuid(0, randomness)) + 1;
    EXPECT_EQ(moment_of(new_uuid(later, randomness)), later);
}

TEST(Uuid, GrowsWithinAMillisecondAndWhenTheClockGoesBack) {
    SeededRandomness randomness(7);
    auto last = new_uuid(0, randomness);
    const auto now = moment_of(last);
    for (int i = 0; i < 10'000; ++i) {
        const auto next = new_uuid(now - i % 3, randomness);
        ASSERT_LT(last, next);
        last = next;
    }
}

TEST(Uuid, KnowsOnlyTheFormWeWrite) {
    EXPECT_TRUE(is_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
    for (const auto* wrong : {"", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f",
                              "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                              "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f "})
        EXPECT_FALSE(is_uuid(wrong)) << wrong;
}

TEST(SeededRandomness, RepeatsItself) {
    SeededRandomness one(3), same(3), other(4);
    const auto bytes = one.bytes(33);
    EXPECT_EQ(bytes.size(), 33U);
    EXPECT_EQ(bytes, same.bytes(33));
    EXPECT_NE(bytes, other.bytes(33));
    EXPECT_NE(bytes, one.bytes(33));
}

TEST(SystemRandomness, MakesSecretsOfFortyThreeCharacters) {
    SystemRandomness randomness;
    EXPECT_EQ(randomness.secret().size(), 43U);
    EXPECT_NE(randomness.secret(), randomness.secret());
}

}  // namespace
}  // namespace elan
