#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "insight/duplicates/fields.hpp"

// Which records are the same person or company, by Fellegi and Sunter's weights (domain/4-methods 4.2).
//
// For a whole base: clues_of each record, candidate_pairs, MatchWeights::learnt, duplicates_among, clusters.
// For one new record: block_keys(its clues), the candidates that a stored index of those keys gives, then
// duplicates_of(new, candidates, weights): scored, the likeliest first, each with its reasons in French.
namespace elan {

inline constexpr double sure_match = 0.99;    // proposed for merging in bulk
inline constexpr double likely_match = 0.80;  // put before a person

// How far two records agree on one clue: 0 is the same, then ever less; `unknown` says nothing either way.
inline constexpr int level_count = 4;
inline constexpr int unknown = -1;
using Levels = std::array<std::int8_t, clue_count>;

Levels compared(const Clues& one, const Clues& other);

// log2(m/u): what one agreement is worth; and the probability of a sum of such weights.
double level_weight(double m, double u);
double match_weight(double prior, std::span<const double> level_weights);
double probability_of(double match_weight);

struct Pair {
    std::uint32_t one, other;
};

struct MatchWeights {
    using PerLevel = std::array<std::array<double, level_count>, clue_count>;
    PerLevel m{}, u{};
    double prior = 0.0001;
    // How often a name occurs: sharing a rare one says more than sharing a frequent one.
    std::array<std::unordered_map<std::string, double>, clue_count> frequency;

    // What holds before a base has taught better.
    static MatchWeights usual();
    // u from pairs taken at random, m by expectation and maximisation over the candidates; each clue is learnt from
    // what the others say, so that one which made a block does not prove itself.
    static MatchWeights learnt(std::span<const Clues> records, std::span<const Pair> candidates);
};

struct Match {
    std::uint32_t one = 0, other = 0;
    double weight = 0, probability = 0;
};

Match scored(const Clues& one, const Clues& other, const MatchWeights& weights);
// "même e-mail", "nom très proche"…: what speaks for the match, in the order of the clues.
std::vector<std::string> reasons(const Clues& one, const Clues& other);

// Pairs that share a block key, each once; blocks beyond 500 records are left out, or, when their key names
// one holder, compared with their first record only.
std::vector<Pair> candidate_pairs(std::span<const Clues> records);
std::vector<Match> duplicates_among(std::span<const Clues> records, std::span<const Pair> candidates,
                                    const MatchWeights& weights, double at_least = likely_match);
// `one` of each match is 0, `other` the place among the candidates.
std::vector<Match> duplicates_of(const Clues& record, std::span<const Clues> candidates, const MatchWeights& weights,
                                 double at_least = likely_match);

// Groups of the same holder, two records or more; groups in which two hard identifiers differ are taken apart.
std::vector<std::vector<std::uint32_t>> clusters(std::span<const Clues> records, std::span<const Match> matches);

}  // namespace elan
