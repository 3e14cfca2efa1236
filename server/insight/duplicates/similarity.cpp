#include "insight/duplicates/similarity.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace elan {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

double jaro(std::string_view one, std::string_view other) {
    if (one.empty() || other.empty()) return one == other ? 1 : 0;
    const auto longest = std::max(one.size(), other.size());
    const auto reach = longest < 4 ? 0 : longest / 2 - 1;
    std::vector<char> used(other.size(), 0);
    std::string matched;
    for (std::size_t i = 0; i < one.size(); ++i) {
        const auto end = std::min(other.size(), i + reach + 1);
        for (auto j = i > reach ? i - reach : 0; j < end; ++j) {
            if (used[j] || one[i] != other[j]) continue;
            used[j] = 1;
            matched += one[i];
            break;
        }
    }
    if (matched.empty()) return 0;
    std::size_t place = 0, moved = 0;
    for (std::size_t j = 0; j < other.size(); ++j)
        if (used[j] && other[j] != matched[place++]) ++moved;
    const auto count = static_cast<double>(matched.size());
    return (count / static_cast<double>(one.size()) + count / static_cast<double>(other.size()) +
            (count - static_cast<double>(moved / 2)) / count) /
           3;
}

double jaro_winkler(std::string_view one, std::string_view other) {
    const auto base = jaro(one, other);
    const auto most = std::min({one.size(), other.size(), std::size_t{4}});
    std::size_t common = 0;
    while (common < most && one[common] == other[common]) ++common;
    return base + static_cast<double>(common) * 0.1 * (1 - base);
}

std::string french_sound(std::string_view word) {
    std::string sound(word);
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> spellings = {{{"ph", "f"},
                                                                                                 {"eau", "o"},
                                                                                                 {"au", "o"},
                                                                                                 {"ai", "e"},
                                                                                                 {"ei", "e"},
                                                                                                 {"gn", "n"},
                                                                                                 {"qu", "k"},
                                                                                                 {"q", "k"},
                                                                                                 {"ck", "k"},
                                                                                                 {"ca", "ka"},
                                                                                                 {"co", "ko"},
                                                                                                 {"cu", "ku"},
                                                                                                 {"bv", "v"},
                                                                                                 {"y", "i"},
                                                                                                 {"h", ""}}};
    // "ill" after a vowel is heard as "y": Maillard, Mayard.
    replace_all(sound, "aill", "ai");
    replace_all(sound, "ay", "ai");
    for (const auto& [from, to] : spellings) replace_all(sound, from, to);
    sound.erase(std::unique(sound.begin(), sound.end()), sound.end());
    while (sound.size() > 2 && std::string_view("tdsxz").find(sound.back()) != std::string_view::npos) sound.pop_back();
    return sound;
}

}  // namespace elan
