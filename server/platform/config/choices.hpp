#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/config/option.hpp"

namespace elan::config {

using Environment = std::function<std::optional<std::string>(const std::string& name)>;
Environment process_environment();

// What a configuration file says, by file key. Keys that no option has are refused, with the nearest that exists.
using FileValues = std::map<std::string, std::string>;
FileValues read_file(const std::string& path, const std::vector<Option>& known);
FileValues read_text(const std::string& toml, const std::string& path, const std::vector<Option>& known);

// What was chosen for each option of a command: on the command line, else in the environment, else in the file, else
// nothing was and the declaration says what then.
class Choices {
 public:
    // `words` is what follows the command: options ("--data DIR", "--data=DIR", "--dry-run", "--tls=non") and plain
    // words. Refuses options the command does not have.
    Choices(std::vector<Option> options, const std::vector<std::string>& words,
            Environment environment = process_environment());
    void add_file(FileValues values) { file_ = std::move(values); }

    std::string option(const std::string& name) const;
    bool flag(const std::string& name) const;
    // Refuses what is no whole number, or out of bounds.
    std::int64_t number(const std::string& name, std::int64_t least, std::int64_t most) const;
    // Did anyone choose, or is it the default?
    bool chosen(const std::string& name) const { return found(name).has_value(); }
    const std::vector<std::string>& plain() const { return plain_; }

 private:
    struct Found {
        std::string value, where;  // where: "--data", "ELAN_DATA", "data"
    };
    const Option& declared(const std::string& name) const;
    std::optional<Found> found(const std::string& name) const;

    std::vector<Option> options_;
    std::vector<std::string> plain_;
    std::map<std::string, std::string> line_;  // by name
    FileValues file_;
    Environment environment_;
};

}  // namespace elan::config
