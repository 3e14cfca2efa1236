#include "insight/duplicates/matching.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <ranges>
#include <set>

#include "insight/duplicates/similarity.hpp"

namespace elan {

namespace {

constexpr std::size_t largest_block = 500;

const std::string& of(const Clues& clues, Clue clue) { return clues[static_cast<std::size_t>(clue)]; }

int by_likeness(std::string_view one, std::string_view other) {
    if (one == other) return 0;
    const auto alike = jaro_winkler(one, other);
    return alike >= 0.92 ? 1 : alike >= 0.80 ? 2 : 3;
}

int names_level(std::string_view one, std::string_view other) {
    const auto level = by_likeness(one, other);
    return level == 3 && french_sound(one) == french_sound(other) ? 2 : level;
}

// Shares of the words two texts have in common, of all their words.
double words_in_common(std::string_view one, std::string_view other) {
    auto words = [](std::string_view text) {
        std::set<std::string_view> found;
        for (const auto word : std::views::split(text, ' ')) found.emplace(word.begin(), word.end());
        return found;
    };
    const auto left = words(one), right = words(other);
    const auto common = std::ranges::count_if(left, [&](auto word) { return right.contains(word); });
    return static_cast<double>(common) /
           static_cast<double>(left.size() + right.size() - static_cast<std::size_t>(common));
}

int company_level(std::string_view one, std::string_view other) {
    if (one == other) return 0;
    if (words_in_common(one, other) >= 0.8) return 1;
    return jaro_winkler(one, other) >= 0.88 ? 2 : 3;
}

int email_level(const std::string& one, const std::string& other) {
    if (one == other) return 0;
    const auto at = one.find('@'), other_at = other.find('@');
    if (one.substr(0, at) == other.substr(0, other_at)) return 1;
    return at != std::string::npos && other_at != std::string::npos && one.substr(at) == other.substr(other_at) ? 2 : 3;
}

int phone_level(std::string_view one, std::string_view other) {
    if (one == other) return 0;
    return one.size() >= 8 && other.size() >= 8 && one.substr(one.size() - 8) == other.substr(other.size() - 8) ? 1 : 3;
}

// One digit mistyped or two neighbours swapped.
bool one_slip(std::string_view one, std::string_view other) {
    if (one.size() != other.size()) return false;
    const auto [left, right] = std::ranges::mismatch(one, other);
    if (left == one.end()) return true;
    if (std::equal(left + 1, one.end(), right + 1)) return true;
    return left + 1 != one.end() && *left == *(right + 1) && *(left + 1) == *right &&
           std::equal(left + 2, one.end(), right + 2);
}

int digits_level(std::string_view one, std::string_view other) {
    return one == other ? 0 : one_slip(one, other) ? 1 : 3;
}

int birth_level(std::string_view one, std::string_view other) {
    if (one == other) return 0;
    if (one_slip(one, other)) return 1;
    if (one.size() == 8 && other.size() == 8 && one.substr(0, 4) == other.substr(0, 4)) {
        const bool swapped = one.substr(4, 2) == other.substr(6) && one.substr(6) == other.substr(4, 2);
        return swapped ? 1 : 2;
    }
    return 3;
}

int level(Clue clue, const std::string& one, const std::string& other) {
    if (one.empty() || other.empty()) return unknown;
    switch (clue) {
        case Clue::GivenName:
        case Clue::FamilyName:
            return names_level(one, other);
        case Clue::Company:
            return company_level(one, other);
        case Clue::Email:
            return email_level(one, other);
        case Clue::Phone:
            return phone_level(one, other);
        case Clue::Street:
        case Clue::City:
            return by_likeness(one, other);
        case Clue::BirthDate:
            return birth_level(one, other);
        case Clue::PostalCode:
        case Clue::Identifier:
            break;
    }
    return digits_level(one, other);
}

bool is_name(std::size_t clue) {
    return clue <= static_cast<std::size_t>(Clue::Company) || clue == static_cast<std::size_t>(Clue::City);
}

double sum_of_weights(const Levels& levels, const MatchWeights& weights) {
    double sum = std::log2(weights.prior / (1 - weights.prior));
    for (std::size_t clue = 0; clue < clue_count; ++clue) {
        if (levels[clue] == unknown) continue;
        const auto place = static_cast<std::size_t>(levels[clue]);
        sum += level_weight(weights.m[clue][place], weights.u[clue][place]);
    }
    return sum;
}

// Shares per level, with a little for what was never seen, so that no weight is infinite.
void set_shares(std::array<double, level_count>& shares, const std::array<double, level_count>& counts) {
    constexpr double unseen = 0.5;
    const double total = std::accumulate(counts.begin(), counts.end(), unseen * level_count);
    for (std::size_t place = 0; place < level_count; ++place) shares[place] = (counts[place] + unseen) / total;
}

using Counts = MatchWeights::PerLevel;

void learn_chance(MatchWeights& weights, std::span<const Clues> records) {
    constexpr int samples = 200'000;
    std::mt19937 random(20240229);  // the same base always teaches the same
    std::uniform_int_distribution<std::size_t> any(0, records.size() - 1);
    Counts counts{};
    for (int i = 0; i < samples; ++i) {
        const auto one = any(random), other = any(random);
        if (one == other) continue;
        const auto levels = compared(records[one], records[other]);
        for (std::size_t clue = 0; clue < clue_count; ++clue)
            if (levels[clue] != unknown) ++counts[clue][static_cast<std::size_t>(levels[clue])];
    }
    for (std::size_t clue = 0; clue < clue_count; ++clue) set_shares(weights.u[clue], counts[clue]);
}

void learn_frequencies(MatchWeights& weights, std::span<const Clues> records) {
    for (std::size_t clue = 0; clue < clue_count; ++clue) {
        if (!is_name(clue)) continue;
        for (const auto& record : records)
            if (!record[clue].empty()) weights.frequency[clue][record[clue]] += 1 / static_cast<double>(records.size());
    }
}

// Each clue is learnt from what all the others say of the pair, so that one which made the block does not prove itself.
void learn_agreement(MatchWeights& weights, std::span<const Levels> pairs) {
    constexpr int rounds = 12;
    for (int round = 0; round < rounds; ++round) {
        Counts counts{};
        for (const auto& levels : pairs) {
            for (std::size_t left_out = 0; left_out < clue_count; ++left_out) {
                if (levels[left_out] == unknown) continue;
                auto others = levels;
                others[left_out] = unknown;
                counts[left_out][static_cast<std::size_t>(levels[left_out])] +=
                    probability_of(sum_of_weights(others, weights));
            }
        }
        for (std::size_t clue = 0; clue < clue_count; ++clue) set_shares(weights.m[clue], counts[clue]);
    }
}

std::uint32_t root_of(std::vector<std::uint32_t>& parents, std::uint32_t record) {
    while (parents[record] != record) record = parents[record] = parents[parents[record]];
    return record;
}

}  // namespace

Levels compared(const Clues& one, const Clues& other) {
    Levels levels{};
    for (std::size_t clue = 0; clue < clue_count; ++clue)
        levels[clue] = static_cast<std::int8_t>(level(static_cast<Clue>(clue), one[clue], other[clue]));
    // Given and family name in each other's place count as close, not as different.
    const auto given = static_cast<std::size_t>(Clue::GivenName), family = static_cast<std::size_t>(Clue::FamilyName);
    if (levels[given] == 3 && levels[family] == 3 && by_likeness(one[given], other[family]) <= 1 &&
        by_likeness(one[family], other[given]) <= 1)
        levels[given] = levels[family] = 1;
    return levels;
}

double level_weight(double m, double u) { return std::log2(m / u); }

double match_weight(double prior, std::span<const double> level_weights) {
    return std::accumulate(level_weights.begin(), level_weights.end(), std::log2(prior / (1 - prior)));
}

double probability_of(double match_weight) { return 1 / (1 + std::exp2(-match_weight)); }

MatchWeights MatchWeights::usual() {
    MatchWeights weights;
    weights.m.fill({0.85, 0.08, 0.04, 0.03});
    weights.u.fill({0.005, 0.005, 0.04, 0.95});
    return weights;
}

MatchWeights MatchWeights::learnt(std::span<const Clues> records, std::span<const Pair> candidates) {
    auto weights = usual();
    if (records.size() < 2 || candidates.empty()) return weights;
    learn_chance(weights, records);
    constexpr std::size_t most_pairs = 300'000;
    const auto step = candidates.size() / most_pairs + 1;
    std::vector<Levels> pairs;
    for (std::size_t i = 0; i < candidates.size(); i += step)
        pairs.push_back(compared(records[candidates[i].one], records[candidates[i].other]));
    const auto count = static_cast<double>(records.size());
    weights.prior = std::min(0.01, 1 / count);
    learn_agreement(weights, pairs);
    learn_frequencies(weights, records);
    return weights;
}

Match scored(const Clues& one, const Clues& other, const MatchWeights& weights) {
    const auto levels = compared(one, other);
    double weight = sum_of_weights(levels, weights);
    for (std::size_t clue = 0; clue < clue_count; ++clue) {
        if (!is_name(clue) || levels[clue] != 0 || one[clue] != other[clue]) continue;
        const auto found = weights.frequency[clue].find(one[clue]);
        if (found != weights.frequency[clue].end()) weight += level_weight(weights.u[clue][0], found->second);
    }
    return {.one = 0, .other = 0, .weight = weight, .probability = probability_of(weight)};
}

std::vector<std::string> reasons(const Clues& one, const Clues& other) {
    static const std::array<std::array<const char*, 3>, clue_count> sentences = {
        {{"même prénom", "prénom très proche", "prénom proche"},
         {"même nom", "nom très proche", "nom proche"},
         {"même société", "société aux mêmes mots", "société au nom proche"},
         {"même e-mail", "e-mail de même début", "e-mail du même domaine"},
         {"même téléphone", "téléphone aux mêmes 8 derniers chiffres", "téléphone proche"},
         {"même adresse", "adresse très proche", "adresse proche"},
         {"même ville", "ville très proche", "ville proche"},
         {"même code postal", "code postal à un chiffre près", "code postal proche"},
         {"même date de naissance", "date de naissance à une faute près", "même année de naissance"},
         {"même identifiant", "identifiant à un caractère près", "identifiant proche"}}};
    std::vector<std::string> found;
    const auto levels = compared(one, other);
    for (std::size_t clue = 0; clue < clue_count; ++clue)
        if (levels[clue] >= 0 && levels[clue] < 3)
            found.emplace_back(sentences[clue][static_cast<std::size_t>(levels[clue])]);
    return found;
}

std::vector<Pair> candidate_pairs(std::span<const Clues> records) {
    struct Block {
        std::vector<std::uint32_t> members;
        bool one_holder = false;
    };
    std::unordered_map<std::string, Block> blocks;
    for (std::uint32_t record = 0; record < records.size(); ++record)
        for (auto& key : block_keys(records[record])) {
            auto& block = blocks[std::move(key.key)];
            block.one_holder = key.names_one_holder;
            block.members.push_back(record);
        }
    std::vector<std::uint64_t> packed;
    for (const auto& [key, block] : blocks) {
        const bool large = block.members.size() > largest_block;
        if (large && !block.one_holder) continue;
        // A mailbox shared by thousands must not make millions of pairs: each is compared with the first.
        const auto firsts = large ? 1 : block.members.size();
        for (std::size_t i = 0; i < firsts; ++i)
            for (std::size_t j = i + 1; j < block.members.size(); ++j)
                packed.push_back(std::uint64_t{block.members[i]} << 32 | block.members[j]);
    }
    std::ranges::sort(packed);
    packed.erase(std::ranges::unique(packed).begin(), packed.end());
    std::vector<Pair> pairs;
    pairs.reserve(packed.size());
    for (const auto pair : packed)
        pairs.push_back({.one = static_cast<std::uint32_t>(pair >> 32), .other = static_cast<std::uint32_t>(pair)});
    return pairs;
}

std::vector<Match> duplicates_among(std::span<const Clues> records, std::span<const Pair> candidates,
                                    const MatchWeights& weights, double at_least) {
    std::vector<Match> found;
    for (const auto& pair : candidates) {
        auto match = scored(records[pair.one], records[pair.other], weights);
        match.one = pair.one;
        match.other = pair.other;
        if (match.probability >= at_least) found.push_back(match);
    }
    return found;
}

std::vector<Match> duplicates_of(const Clues& record, std::span<const Clues> candidates, const MatchWeights& weights,
                                 double at_least) {
    std::vector<Match> found;
    for (std::uint32_t place = 0; place < candidates.size(); ++place) {
        auto match = scored(record, candidates[place], weights);
        match.other = place;
        if (match.probability >= at_least) found.push_back(match);
    }
    std::ranges::sort(found, std::ranges::greater{}, &Match::weight);
    return found;
}

std::vector<std::vector<std::uint32_t>> clusters(std::span<const Clues> records, std::span<const Match> matches) {
    std::vector<std::uint32_t> parents(records.size());
    std::iota(parents.begin(), parents.end(), 0U);
    std::vector<std::string> identifier(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) identifier[i] = of(records[i], Clue::Identifier);
    std::vector<Match> strongest_first(matches.begin(), matches.end());
    std::ranges::sort(strongest_first, std::ranges::greater{}, &Match::weight);
    for (const auto& match : strongest_first) {
        const auto one = root_of(parents, match.one), other = root_of(parents, match.other);
        const bool conflict =
            !identifier[one].empty() && !identifier[other].empty() && identifier[one] != identifier[other];
        if (one == other || conflict || match.probability < likely_match) continue;
        parents[other] = one;
        if (identifier[one].empty()) identifier[one] = identifier[other];
    }
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> groups;
    for (std::uint32_t record = 0; record < records.size(); ++record)
        groups[root_of(parents, record)].push_back(record);
    std::vector<std::vector<std::uint32_t>> found;
    for (auto& [root, members] : groups)
        if (members.size() > 1) found.push_back(std::move(members));
    std::ranges::sort(found);
    return found;
}

}  // namespace elan
