#include "people/password.hpp"

#include <gtest/gtest.h>

namespace elan {
namespace {

bool refused(std::string_view password) {
    return !password_complaint(password, "marie@exemple.fr", "Marie Le Goff").empty();
}

TEST(Password, WantsLengthAndNothingElse) {
    EXPECT_FALSE(refused("quatre mots sans rapport"));
    EXPECT_FALSE(refused("ééééàààà1234"));
    EXPECT_TRUE(refused("onze lettre"));
    EXPECT_TRUE(refused("éééééé"));  // 12 bytes, 6 characters
    EXPECT_FALSE(refused(std::string(100, 'a') + std::string(156, 'b')));
    EXPECT_TRUE(refused(std::string(100, 'a') + std::string(157, 'b')));
    EXPECT_TRUE(refused("\xff\xfe twelve characters"));
}

TEST(Password, RefusesWhatIsGuessedFirst) {
    for (const auto* known : {"MotDePasse2026", "azertyazerty", "Bienvenue12345!", "password1234", "aaaaaaaaaaaa",
                              "Marie Le Goff", "marie@exemple.fr", "MARIE@exemple.fr"})
        EXPECT_TRUE(refused(known)) << known;
}

TEST(Password, ComparesByItsHashOnly) {
    const auto hash = hash_password("quatre mots sans rapport");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    EXPECT_TRUE(password_matches(hash, "quatre mots sans rapport"));
    EXPECT_FALSE(password_matches(hash, "quatre mots sans rapporT"));
    EXPECT_FALSE(password_matches("", "quatre mots sans rapport"));
    EXPECT_NE(hash, hash_password("quatre mots sans rapport"));
}

}  // namespace
}  // namespace elan
