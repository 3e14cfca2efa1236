#include "insight/duplicates/fields.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "insight/duplicates/similarity.hpp"
#include "insight/identifiers/checked.hpp"
#include "insight/identifiers/email.hpp"
#include "insight/text/fold.hpp"

namespace elan {

namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const auto folded = fold_words(text);
    for (const auto word : std::views::split(folded, ' '))
        if (!word.empty()) words.emplace_back(word.begin(), word.end());
    return words;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : std::string(between)) + word;
    return text;
}

const std::string& of(const Clues& clues, Clue clue) { return clues[static_cast<std::size_t>(clue)]; }

void add(std::vector<BlockKey>& keys, std::string_view kind, std::string key, bool one_holder) {
    keys.push_back({.key = std::string(kind) + '|' + std::move(key), .names_one_holder = one_holder});
}

}  // namespace

std::string person_name_key(std::string_view name) {
    static const std::set<std::string, std::less<>> ignored = {"m",  "mme", "mlle", "mr", "dr", "me", "pr",
                                                               "de", "du",  "des",  "la", "le", "l",  "d"};
    auto words = words_of(name);
    auto significant = words;
    std::erase_if(significant, [](const std::string& word) { return ignored.contains(word); });
    return joined(significant.empty() ? words : significant, "");
}

std::string company_name_key(std::string_view name) {
    static const std::set<std::string, std::less<>> ignored = {"sarl",
                                                               "eurl",
                                                               "sa",
                                                               "sas",
                                                               "sasu",
                                                               "snc",
                                                               "sci",
                                                               "scm",
                                                               "scp",
                                                               "selarl",
                                                               "selas",
                                                               "ei",
                                                               "eirl",
                                                               "ets",
                                                               "ste",
                                                               "cie",
                                                               "etablissements",
                                                               "societe",
                                                               "association",
                                                               "asso",
                                                               "gie",
                                                               "scop",
                                                               "scic",
                                                               "gmbh",
                                                               "ltd",
                                                               "srl",
                                                               "bv",
                                                               "inc",
                                                               "et",
                                                               "de",
                                                               "du",
                                                               "des",
                                                               "la",
                                                               "le",
                                                               "les",
                                                               "l",
                                                               "d",
                                                               "france",
                                                               "groupe",
                                                               "holding"};
    // "S.A." is one word.
    std::string undotted(name);
    std::erase(undotted, '.');
    auto words = words_of(undotted);
    auto significant = words;
    std::erase_if(significant, [](const std::string& word) { return ignored.contains(word); });
    if (significant.empty()) significant = words;
    for (auto& word : significant)
        if (word == "st") word = "saint";
    std::ranges::sort(significant);
    significant.erase(std::ranges::unique(significant).begin(), significant.end());
    return joined(significant, " ");
}

std::string address_key(std::string_view text) {
    static const std::map<std::string, std::string, std::less<>> written_out = {
        {"r", "rue"},         {"av", "avenue"},   {"ave", "avenue"},    {"bd", "boulevard"}, {"bvd", "boulevard"},
        {"bld", "boulevard"}, {"pl", "place"},    {"che", "chemin"},    {"chem", "chemin"},  {"all", "allee"},
        {"rte", "route"},     {"imp", "impasse"}, {"sq", "square"},     {"qu", "quai"},      {"st", "saint"},
        {"ste", "sainte"},    {"s", "sur"},       {"res", "residence"}, {"cedex", ""}};
    auto words = words_of(text);
    for (auto& word : words)
        if (const auto found = written_out.find(word); found != written_out.end()) word = found->second;
    std::erase(words, "");
    return joined(words, " ");
}

Clues clues_of(const ContactText& contact) {
    return {person_name_key(contact.given_name),
            person_name_key(contact.family_name),
            company_name_key(contact.company),
            email_key(contact.email),
            compact(contact.phone),
            address_key(contact.street_number + ' ' + contact.street),
            address_key(contact.city),
            compact(contact.postal_code),
            contact.birth_date,
            compact(contact.identifier)};
}

std::vector<BlockKey> block_keys(const Clues& clues) {
    std::vector<BlockKey> keys;
    const auto& given = of(clues, Clue::GivenName);
    const auto& family = of(clues, Clue::FamilyName);
    const auto& company = of(clues, Clue::Company);
    const auto& email = of(clues, Clue::Email);
    const auto& postal = of(clues, Clue::PostalCode);
    const auto& street = of(clues, Clue::Street);
    const auto& birth = of(clues, Clue::BirthDate);
    if (!email.empty()) add(keys, "email", email, true);
    if (const auto& phone = of(clues, Clue::Phone); !phone.empty()) add(keys, "phone", phone, true);
    if (const auto& number = of(clues, Clue::Identifier); !number.empty()) add(keys, "identifier", number, true);
    if (!postal.empty() && !family.empty()) add(keys, "place", postal + french_sound(family), false);
    // The smaller name first: the two may have been swapped.
    if (!given.empty() && !family.empty())
        add(keys, "names", std::min(given, family).substr(0, 4) + '|' + std::max(given, family).substr(0, 4), false);
    if (!company.empty()) add(keys, "company", company + postal.substr(0, 2), false);
    if (!family.empty() && !email.empty() && !email_domain_is_free(email))
        add(keys, "domain", email.substr(email.find('@') + 1) + family, false);
    if (!postal.empty() && !street.empty()) add(keys, "street", postal + street.substr(0, 8), false);
    if (!birth.empty()) add(keys, "birth", birth, false);
    return keys;
}

}  // namespace elan
