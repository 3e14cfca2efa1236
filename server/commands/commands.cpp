#include "commands/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "platform/refusal.hpp"

namespace elan {

namespace {

const std::vector<Command>& commands() {
    static const std::vector<Command> all = {serve_command(),   user_command(),   key_command(),    demo_command(),
                                             import_command(),  export_command(), backup_command(), restore_command(),
                                             rebuild_command(), check_command(),  audit_command(),  openapi_command()};
    return all;
}

const Command* find(const std::string& name) {
    const auto found = std::ranges::find(commands(), name, &Command::name);
    return found == commands().end() ? nullptr : &*found;
}

int print_help(const std::vector<std::string>& words) {
    if (const auto* command = words.size() > 1 ? find(words[1]) : nullptr) {
        fmt::print("{}\n\n{}\n{}\n", command->usage, command->about, command->details);
        return 0;
    }
    fmt::print("Élan, le CRM des petites et moyennes entreprises.\n\nCommandes :\n");
    for (const auto& command : commands()) fmt::print("  {:<10} {}\n", command.name, command.about);
    fmt::print(
        "\n« elan help COMMANDE » explique une commande et chacune de ses options.\n"
        "Chaque option peut aussi venir de l’environnement : --data devient ELAN_DATA.\n");
    return 0;
}

// --listen-tls → ELAN_LISTEN_TLS
std::string environment_name(const std::string& option) {
    std::string name = "ELAN_";
    for (const char c : option.substr(2))
        name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

}  // namespace

Words::Words(const std::vector<std::string>& given, const std::vector<std::string>& flags) {
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto& word = given[i];
        const auto equals = word.find('=');
        if (!word.starts_with("--")) {
            plain_.push_back(word);
        } else if (equals != std::string::npos) {
            options_[word.substr(0, equals)] = word.substr(equals + 1);
        } else if (std::ranges::find(flags, word) != flags.end()) {
            options_[word] = "";
        } else if (i + 1 < given.size()) {
            options_[word] = given[++i];
        } else {
            refuse(Problem::Invalid, fmt::format("L’option {} attend une valeur.", word));
        }
    }
}

std::string Words::option(const std::string& name, std::string otherwise) const {
    if (const auto found = options_.find(name); found != options_.end()) return found->second;
    if (const auto* value = std::getenv(environment_name(name).c_str())) return value;
    return otherwise;
}

void Words::allow_only(const std::vector<std::string>& names) const {
    for (const auto& [name, value] : options_) {
        if (std::ranges::find(names, name) == names.end())
            refuse(Problem::Invalid, fmt::format("L’option {} n’existe pas pour cette commande.", name));
    }
}

int run_command(const std::vector<std::string>& words) {
    if (words.empty() || words.front() == "help" || words.front() == "--help") return print_help(words);
    const auto* command = find(words.front());
    if (!command) {
        fmt::print(stderr, "La commande « {} » n’existe pas. Essayez « elan help ».\n", words.front());
        return 1;
    }
    try {
        const Words rest({words.begin() + 1, words.end()}, command->flags);
        auto known = command->options;
        known.insert(known.end(), command->flags.begin(), command->flags.end());
        rest.allow_only(known);
        return command->run(rest);
    } catch (const Refusal& refusal) {
        fmt::print(stderr, "{}\n", refusal.message);
        for (const auto& complaint : refusal.errors)
            fmt::print(stderr, "  {} : {}\n", complaint.field, complaint.message);
    } catch (const std::exception& failure) {
        fmt::print(stderr, "Élan n’a pas pu terminer : {}\n", failure.what());
    }
    return 1;
}

}  // namespace elan
