#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "platform/config/choices.hpp"
#include "platform/refusal.hpp"

namespace elan::config {

namespace {

[[noreturn]] void refuse_key(const std::string& key, const std::string& path, const std::vector<Option>& known) {
    std::vector<std::string> keys;
    for (const auto& option : known)
        if (option.in_file) keys.push_back(option.file_key());
    const auto near = nearest(key, keys);
    refuse(Problem::Invalid, fmt::format("La clé « {} » de {} n’existe pas.{}", key, path,
                                         near.empty() ? " « elan help serve » donne celles qui existent."
                                                      : fmt::format(" Vouliez-vous dire « {} » ?", near)));
}

// A flag is true or false, a number may stand bare, everything else is a text between quotes.
std::string value_of(const toml::node& node, const Option& option, const std::string& path) {
    if (const auto* truth = node.as_boolean(); truth && option.is_flag()) return truth->get() ? "oui" : "non";
    if (const auto* number = node.as_integer(); number && !option.is_flag()) return std::to_string(number->get());
    if (const auto* text = node.as_string(); text && !option.is_flag()) return text->get();
    refuse(Problem::Invalid,
           fmt::format("La clé « {} » de {} attend {}.", option.file_key(), path,
                       option.is_flag() ? "true ou false" : "un nombre, ou un texte entre guillemets"));
}

}  // namespace

FileValues read_text(const std::string& text, const std::string& path, const std::vector<Option>& known) {
    toml::table table;
    try {
        table = toml::parse(text);
    } catch (const toml::parse_error& wrong) {
        refuse(Problem::Invalid,
               fmt::format("Le fichier {} ne se lit pas : regardez la ligne {}.", path, wrong.source().begin.line));
    }
    FileValues values;
    for (const auto& [key, node] : table) {
        const std::string written(key.str());
        const auto option = std::ranges::find_if(
            known, [&](const Option& candidate) { return candidate.in_file && candidate.file_key() == written; });
        if (option == known.end()) refuse_key(written, path, known);
        values[written] = value_of(node, *option, path);
    }
    return values;
}

FileValues read_file(const std::string& path, const std::vector<Option>& known) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf())) {
        if (in.is_open() && in.eof()) return {};
        refuse(Problem::NotFound, fmt::format("Le fichier de réglages {} n’a pas pu être lu.", path));
    }
    return read_text(text.str(), path, known);
}

}  // namespace elan::config
