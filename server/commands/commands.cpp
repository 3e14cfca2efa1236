#include "commands/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "platform/log.hpp"
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

// One file serves all commands, so that it may hold what only some of them ask.
std::vector<config::Option> options_of_all() {
    std::vector<config::Option> all;
    for (const auto& command : commands()) all.insert(all.end(), command.options.begin(), command.options.end());
    return all;
}

// The file that was named; without one, the one that stands where the program was started, if there is one.
config::FileValues chosen_file(const config::Choices& chosen) {
    const auto path = chosen.option("config");
    if (!chosen.chosen("config") && !std::filesystem::exists(path)) return {};
    return config::read_file(path, options_of_all());
}

config::Choices choices_of(const Command& command, const std::vector<std::string>& words) {
    config::Choices chosen(command.options, words);
    chosen.add_file(chosen_file(chosen));
    return chosen;
}

int print_help(const std::vector<std::string>& words) {
    if (const auto* command = words.size() > 1 ? find(words[1]) : nullptr) {
        fmt::print("{}\n\n{}\n\n{}{}{}", command->usage, command->about, config::help_of(command->options),
                   command->details.empty() ? "" : "\n", command->details);
        return 0;
    }
    fmt::print("Élan, le CRM des petites et moyennes entreprises.\n\nCommandes :\n");
    for (const auto& command : commands()) fmt::print("  {:<10} {}\n", command.name, command.about);
    fmt::print("\nOptions de toutes les commandes :\n{}", config::help_of(rebuild_command().options));
    fmt::print(
        "\n« elan help COMMANDE » explique une commande et chacune de ses options.\n"
        "Ce qui est dit sur la ligne de commande l’emporte sur l’environnement, et l’environnement sur le fichier.\n");
    return 0;
}

}  // namespace

std::vector<config::Option> common_options() {
    return {{.name = "config",
             .value = "FICHIER",
             .otherwise = "elan.toml",
             .about = "le fichier de réglages (TOML).",
             .in_file = false},
            {.name = "log-level",
             .value = "NIVEAU",
             .otherwise = "info",
             .about = "ce que dit le journal : debug, info, warning ou error."}};
}

int run_command(const std::vector<std::string>& words) {
    if (words.empty() || words.front() == "help" || words.front() == "--help") return print_help(words);
    const auto* command = find(words.front());
    if (!command) {
        fmt::print(stderr, "La commande « {} » n’existe pas. Essayez « elan help ».\n", words.front());
        return 1;
    }
    try {
        const auto chosen = choices_of(*command, {words.begin() + 1, words.end()});
        if (!log_from(chosen.option("log-level")))
            refuse(Problem::Invalid, "Le niveau du journal est debug, info, warning ou error.");
        return command->run(chosen);
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
