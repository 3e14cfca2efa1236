#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace elan {

// What follows the command: options ("--data DIR", "--dry-run") and plain words.
class Words {
 public:
    Words(const std::vector<std::string>& given, const std::vector<std::string>& flags);
    std::string option(const std::string& name, std::string otherwise = {}) const;
    bool flag(const std::string& name) const { return options_.contains(name); }
    const std::vector<std::string>& plain() const { return plain_; }
    // Refuses options the command does not know.
    void allow_only(const std::vector<std::string>& names) const;

 private:
    std::map<std::string, std::string> options_;
    std::vector<std::string> plain_;
};

struct Command {
    std::string name;
    std::string usage;                        // "elan serve [--data DOSSIER] …"
    std::string about;                        // one French sentence
    std::string details;                      // French, several lines
    std::vector<std::string> options, flags;  // names with their dashes
    std::function<int(const Words&)> run;
};

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
