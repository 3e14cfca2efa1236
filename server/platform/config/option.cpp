#include "platform/config/option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>

namespace elan::config {

namespace {

std::string with_underscores(std::string text) {
    std::ranges::replace(text, '-', '_');
    return text;
}

// How many letters must be added, removed or changed to come from one word to the other.
std::size_t distance(const std::string& from, const std::string& to) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < to.size(); ++j) {
            const auto changed = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = std::exchange(row[j + 1], std::min({changed, row[j + 1] + 1, row[j] + 1}));
        }
    }
    return row.back();
}

}  // namespace

std::string Option::flag() const { return "--" + name; }

std::string Option::environment_name() const {
    auto text = "ELAN_" + with_underscores(name);
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

std::string Option::file_key() const { return with_underscores(name); }

std::string help_of(const std::vector<Option>& options) {
    std::string text;
    for (const auto& option : options) {
        text +=
            fmt::format("  {}{}{}\n      {}", option.flag(), option.is_flag() ? "" : " ", option.value, option.about);
        if (!option.otherwise.empty()) text += fmt::format(" Par défaut : {}.", option.otherwise);
        text += fmt::format("\n      {}", option.environment_name());
        if (option.in_file) text += fmt::format(" ; dans le fichier : {}", option.file_key());
        text += '\n';
    }
    return text;
}

std::string nearest(const std::string& written, const std::vector<std::string>& known) {
    std::string best;
    auto least = std::max<std::size_t>(2, written.size() / 3) + 1;
    for (const auto& word : known) {
        const auto apart = distance(written, word);
        if (apart < least) least = apart, best = word;
    }
    return best;
}

}  // namespace elan::config
