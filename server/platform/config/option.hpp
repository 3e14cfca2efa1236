#pragma once

#include <string>
#include <vector>

// What a person may choose when starting the program. Each option is declared once; its flag, its name in the
// environment, its key in the file and its line of help all come from that declaration.
namespace elan::config {

struct Option {
    std::string name;       // "listen-port": --listen-port, ELAN_LISTEN_PORT, listen_port in the file
    std::string value;      // what the help writes for the value: "DOSSIER"; "" for a yes or no
    std::string otherwise;  // the value nobody chose
    std::string about;      // French, for the help
    bool in_file = true;    // lasting choices; what is said anew each time stands on the command line only

    bool is_flag() const { return value.empty(); }
    std::string flag() const;
    std::string environment_name() const;
    std::string file_key() const;
};

// The help of some options: two lines each.
std::string help_of(const std::vector<Option>& options);

// The known word that is nearest to what was written, or "" when none is near enough to be meant.
std::string nearest(const std::string& written, const std::vector<std::string>& known);

}  // namespace elan::config
