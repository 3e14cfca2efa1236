#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What of a contact or a company serves to recognise it, normalised once so that pairs are compared quickly.
namespace elan {

// As a person typed it, or as it is stored; what is not known stays empty.
struct ContactText {
    std::string given_name, family_name, company, email, phone, street_number, street, city, postal_code;
    std::string birth_date;  // YYYYMMDD
    std::string identifier;  // SIRET, SIREN or VAT number
};

enum class Clue { GivenName, FamilyName, Company, Email, Phone, Street, City, PostalCode, BirthDate, Identifier };
inline constexpr std::size_t clue_count = 10;

// The words of one field, ready to be compared.
using Clues = std::array<std::string, clue_count>;

Clues clues_of(const ContactText& contact);

// Without civility, accents and signs; the words of a compound name in one piece.
std::string person_name_key(std::string_view name);
// The significant words in alphabetical order, without legal form.
std::string company_name_key(std::string_view name);
// Streets and cities with their usual abbreviations written out.
std::string address_key(std::string_view text);

// Two records may be duplicates when they share one of these keys. They can be stored in an index: a new record's
// candidates are those found under its keys. The flag says that the key names one holder, so that its block is never
// too large to mean anything.
struct BlockKey {
    std::string key;
    bool names_one_holder = false;
};
std::vector<BlockKey> block_keys(const Clues& clues);

}  // namespace elan
