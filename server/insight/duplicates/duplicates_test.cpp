// The numeric oracles of domain/4-methods 4.2, and gold data.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "insight/duplicates/matching.hpp"
#include "insight/duplicates/similarity.hpp"

namespace elan {

TEST(SimilarityTest, Oracles) {
    struct Oracle {
        const char *one, *other;
        double jaro, winkler;
    };
    for (const auto& [one, other, jaro_expected, winkler] :
         {Oracle{"MARTHA", "MARHTA", 0.9444, 0.9611}, Oracle{"DIXON", "DICKSONX", 0.7667, 0.8133},
          Oracle{"DWAYNE", "DUANE", 0.8222, 0.8400}, Oracle{"DUPONT", "DUPOND", 0.8889, 0.9333},
          Oracle{"LEFEBVRE", "LEFEVRE", 0.9583, 0.9750}}) {
        EXPECT_NEAR(jaro(one, other), jaro_expected, 0.00006) << one;
        EXPECT_NEAR(jaro_winkler(one, other), winkler, 0.00006) << one;
    }
}

TEST(SimilarityTest, FrenchSounds) {
    EXPECT_EQ(french_sound("dupont"), french_sound("dupond"));
    EXPECT_EQ(french_sound("dupont"), french_sound("dupons"));
    EXPECT_EQ(french_sound("lefebvre"), french_sound("lefevre"));
    EXPECT_EQ(french_sound("maillard"), french_sound("mayard"));
    EXPECT_NE(french_sound("martin"), french_sound("durand"));
}

TEST(MatchingTest, WeightOracles) {
    EXPECT_NEAR(level_weight(0.95, 0.01), 6.5699, 0.0001);
    EXPECT_NEAR(level_weight(0.05, 0.99), -4.3074, 0.0001);
    EXPECT_NEAR(level_weight(0.9, 0.05), 4.1699, 0.0001);
    EXPECT_NEAR(level_weight(0.1, 0.95), -3.2479, 0.0001);
    EXPECT_NEAR(level_weight(0.99, 0.001), 9.9513, 0.0001);
    EXPECT_NEAR(level_weight(0.01, 0.999), -6.6424, 0.0001);
    const std::array agree = {6.5699, 4.1699, 9.9513}, last_disagrees = {6.5699, 4.1699, -6.6424};
    EXPECT_NEAR(match_weight(0.0001, agree), 7.4035, 0.0002);
    EXPECT_NEAR(probability_of(7.4035), 0.9941, 0.0001);
    EXPECT_NEAR(match_weight(0.0001, last_disagrees), -9.1902, 0.0002);
    EXPECT_NEAR(probability_of(-9.1902), 0.00171, 0.00001);
}

TEST(MatchingTest, FrenchNamesAreTheSame) {
    EXPECT_EQ(person_name_key("Mme Jean-Pierre"), "jeanpierre");
    EXPECT_EQ(person_name_key("de L’Œuf"), "oeuf");
    EXPECT_EQ(company_name_key("SARL Boulangerie Martin"), company_name_key("Martin Boulangerie"));
    EXPECT_EQ(company_name_key("Ets St Gobain"), company_name_key("SAINT-GOBAIN S.A."));
    EXPECT_EQ(address_key("12 bd Voltaire"), address_key("12, Boulevard Voltaire"));
}

TEST(MatchingTest, ANewRecordFindsItsDuplicateWithReasons) {
    const auto one =
        clues_of({.given_name = "Jean", .family_name = "Dupont", .email = "jean@ex.fr", .postal_code = "44000"});
    const auto same =
        clues_of({.given_name = "Dupond", .family_name = "Jean", .email = "Jean@ex.fr", .postal_code = "44000"});
    const auto other = clues_of({.given_name = "Luc", .family_name = "Martin", .email = "luc@autre.fr"});
    const std::array candidates = {other, same};
    const auto found = duplicates_of(one, candidates, MatchWeights::usual());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].other, 1U);
    EXPECT_EQ(reasons(one, same),
              (std::vector<std::string>{"prénom très proche", "nom très proche", "même e-mail", "même code postal"}));
}

TEST(MatchingTest, TwoSiretsNeverBecomeOne) {
    const std::array records = {clues_of({.company = "Durand", .identifier = "73282932000074"}),
                                clues_of({.company = "Durand"}),
                                clues_of({.company = "Durand", .identifier = "40483304800022"})};
    const std::array matches = {Match{.one = 0, .other = 1, .weight = 9, .probability = 0.99},
                                Match{.one = 1, .other = 2, .weight = 8, .probability = 0.99}};
    EXPECT_EQ(clusters(records, matches), (std::vector<std::vector<std::uint32_t>>{{0, 1}}));
}

RC_GTEST_PROP(MatchingTest, ComparingKnowsNoOrder, (const std::string& one, const std::string& other)) {
    const auto left = clues_of({.family_name = one, .company = other}),
               right = clues_of({.family_name = other, .company = one});
    RC_ASSERT(scored(left, right, MatchWeights::usual()).weight == scored(right, left, MatchWeights::usual()).weight);
    RC_ASSERT(jaro_winkler(one, one) == 1.0);
}

TEST(MatchingTest, AMailboxOfThousandsMakesFewPairs) {
    const std::vector<Clues> records(3000, clues_of({.email = "contact@ex.fr"}));
    EXPECT_EQ(candidate_pairs(records).size(), 2999U);
}

namespace {

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream rest(line);
    for (std::string cell; std::getline(rest >> std::ws, cell, ',');) cells.push_back(cell);
    cells.resize(11);
    return cells;
}

}  // namespace

// Two thousand people in five thousand records. Bars: F1 ≥ 0.95, blocking recall ≥ 0.97 with at most 1 % of all pairs.
TEST(DuplicatesRealData, FebrlPersons) {
    std::ifstream file(std::filesystem::path(ELAN_SHARED_DATA) / "dedup-febrl/dataset3.csv");
    if (!file) GTEST_SKIP() << "the shared data are not here";
    std::vector<Clues> records;
    std::vector<std::string> holders;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto cells = cells_of(line);
        holders.push_back(cells[0].substr(4, cells[0].find('-', 4) - 4));
        records.push_back(clues_of({.given_name = cells[1],
                                    .family_name = cells[2],
                                    .street_number = cells[3],
                                    .street = cells[4],
                                    .city = cells[6],
                                    .postal_code = cells[7],
                                    .birth_date = cells[9],
                                    .identifier = cells[10]}));
    }
    std::map<std::string, double> sizes;
    for (const auto& holder : holders) ++sizes[holder];
    double truth = 0;
    for (const auto& [holder, size] : sizes) truth += size * (size - 1) / 2;

    const auto start = std::chrono::steady_clock::now();
    const auto pairs = candidate_pairs(records);
    const auto weights = MatchWeights::learnt(records, pairs);
    const auto found = duplicates_among(records, pairs, weights);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

    auto right = [&](const auto& pair) { return holders[pair.one] == holders[pair.other]; };
    const auto blocked = static_cast<double>(std::ranges::count_if(pairs, right)) / truth;
    const auto hits = static_cast<double>(std::ranges::count_if(found, right));
    const double precision = hits / static_cast<double>(found.size()), recall = hits / truth;
    const double f1 = 2 * precision * recall / (precision + recall);
    const double all_pairs = static_cast<double>(records.size() * (records.size() - 1)) / 2;
    const double share = static_cast<double>(pairs.size()) / all_pairs;
    fmt::print(
        "febrl: precision {:.4f} recall {:.4f} F1 {:.4f}, blocking recall {:.4f} with {:.3f} % of pairs, {:.2f} s\n",
        precision, recall, f1, blocked, share * 100, seconds);
    EXPECT_GE(f1, 0.95);
    EXPECT_GE(blocked, 0.97);
    EXPECT_LE(share, 0.01);
}

}  // namespace elan
