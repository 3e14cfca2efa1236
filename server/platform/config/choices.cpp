#include "platform/config/choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <stdexcept>

#include "platform/refusal.hpp"

namespace elan::config {

namespace {

constexpr std::array<std::string_view, 4> yes_words = {"oui", "true", "yes", "1"};
constexpr std::array<std::string_view, 4> no_words = {"non", "false", "no", "0"};

const Option& option_written(const std::vector<Option>& options, const std::string& flag) {
    const auto found = std::ranges::find(options, flag, &Option::flag);
    if (found != options.end()) return *found;
    std::vector<std::string> known;
    for (const auto& option : options) known.push_back(option.flag());
    const auto near = nearest(flag, known);
    refuse(Problem::Invalid, fmt::format("L’option {} n’existe pas pour cette commande.{}", flag,
                                         near.empty() ? "" : fmt::format(" Vouliez-vous dire {} ?", near)));
}

}  // namespace

Environment process_environment() {
    return [](const std::string& name) -> std::optional<std::string> {
        const auto* value = std::getenv(name.c_str());
        return value ? std::optional<std::string>(value) : std::nullopt;
    };
}

Choices::Choices(std::vector<Option> options, const std::vector<std::string>& words, Environment environment)
    : options_(std::move(options)), environment_(std::move(environment)) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (!word.starts_with("--")) {
            plain_.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const auto& option = option_written(options_, word.substr(0, equals));
        if (equals != std::string::npos) {
            line_[option.name] = word.substr(equals + 1);
        } else if (option.is_flag()) {
            line_[option.name] = "oui";
        } else if (i + 1 < words.size()) {
            line_[option.name] = words[++i];
        } else {
            refuse(Problem::Invalid, fmt::format("L’option {} attend une valeur.", word));
        }
    }
}

const Option& Choices::declared(const std::string& name) const {
    const auto found = std::ranges::find(options_, name, &Option::name);
    if (found == options_.end()) throw std::logic_error("the command does not declare the option " + name);
    return *found;
}

std::optional<Choices::Found> Choices::found(const std::string& name) const {
    const auto& option = declared(name);
    if (const auto said = line_.find(name); said != line_.end()) return Found{said->second, option.flag()};
    if (const auto said = environment_(option.environment_name())) return Found{*said, option.environment_name()};
    if (const auto said = file_.find(option.file_key()); said != file_.end())
        return Found{said->second, option.file_key()};
    return std::nullopt;
}

std::string Choices::option(const std::string& name) const {
    const auto choice = found(name);
    return choice ? choice->value : declared(name).otherwise;
}

bool Choices::flag(const std::string& name) const {
    const auto choice = found(name);
    if (!choice) return false;
    if (std::ranges::find(yes_words, choice->value) != yes_words.end()) return true;
    if (choice->value.empty() || std::ranges::find(no_words, choice->value) != no_words.end()) return false;
    refuse(Problem::Invalid,
           fmt::format("« {} » se dit par oui ou par non, pas par « {} ».", choice->where, choice->value));
}

std::int64_t Choices::number(const std::string& name, std::int64_t least, std::int64_t most) const {
    const auto choice = found(name);
    const auto text = choice ? choice->value : declared(name).otherwise;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) {
        refuse(Problem::Invalid, fmt::format("« {} » attend un nombre entier entre {} et {}.",
                                             choice ? choice->where : declared(name).flag(), least, most));
    }
    return number;
}

}  // namespace elan::config
