#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/config/choices.hpp"

namespace elan {

struct Command {
    std::string name;
    std::string usage;         // "elan serve [--data DOSSIER] …"
    std::string about;         // one French sentence
    std::string details = {};  // French, after the options
    std::vector<config::Option> options;
    std::function<int(const config::Choices&)> run;
};

// What every command takes: which configuration file, and how much is logged.
std::vector<config::Option> common_options();

// Runs the command the words name; prints refusals as French sentences. The process's exit code: 0 done, 1 refused or
// failed.
int run_command(const std::vector<std::string>& words);

// Each in the file of its name.
Command serve_command();
Command user_command();
Command key_command();
Command demo_command();
Command import_command();
Command export_command();
Command backup_command();
Command restore_command();
Command rebuild_command();
Command check_command();
Command audit_command();
Command openapi_command();

}  // namespace elan
