#include "people/password.hpp"

#include <sodium.h>

#include <array>
#include <semaphore>
#include <stdexcept>

#include "insight/text/fold.hpp"

namespace elan {

namespace {

constexpr std::size_t memory = 64UL * 1024 * 1024;
constexpr unsigned long long passes = 3;
std::counting_semaphore<2> at_once{2};

struct Turn {
    Turn() { at_once.acquire(); }
    ~Turn() { at_once.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

// Folded beginnings of what people choose first; a chosen password made of one of them and digits is guessed at once.
constexpr std::array<std::string_view, 24> well_known = {
    "motdepasse", "password", "azerty",    "qwerty",         "123456",    "abcdef",   "bonjour",  "soleil",
    "doudou",     "jetaime",  "admin",     "administrateur", "bienvenue", "welcome",  "iloveyou", "letmein",
    "loulou",     "chouchou", "marseille", "secret",         "dragon",    "football", "elan",     "azertyuiop"};

bool is_well_known(std::string_view folded) {
    while (!folded.empty() && (folded.back() < 'a' || folded.back() > 'z')) folded.remove_suffix(1);
    for (const auto word : well_known) {
        auto rest = folded;
        while (rest.starts_with(word)) rest.remove_prefix(word.size());
        if (rest.empty()) return true;
    }
    return false;
}

bool repeats_one_character(std::string_view text) {
    return text.find_first_not_of(text.front()) == std::string_view::npos;
}

}  // namespace

std::string password_complaint(std::string_view password, std::string_view email, std::string_view name) {
    if (password.size() > 256) return "Ce mot de passe est trop long : 256 octets au plus.";
    if (!valid_utf8(password) || graphemes(password) < 12)
        return "Choisissez un mot de passe d’au moins 12 caractères.";
    const auto folded = fold(password);
    if (is_well_known(folded) || repeats_one_character(password))
        return "Ce mot de passe est trop connu. Une phrase de quatre mots convient bien.";
    if (folded == fold(email) || folded == fold(name))
        return "Votre mot de passe ne peut pas être votre nom ou votre adresse.";
    return {};
}

std::string hash_password(std::string_view password) {
    const Turn turn;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::runtime_error("not enough memory to hash a password");
    }
    return hash.data();
}

bool password_matches(const std::string& hash, std::string_view password) {
    const Turn turn;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void compare_with_nothing(std::string_view password) {
    static const auto hash = hash_password("a password that nobody has");
    password_matches(hash, password);
}

}  // namespace elan
