#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

// What the program has to say to whoever runs it: one event, one line, logfmt. Values of keys that name a secret are
// never written, and line ends inside values are escaped, so that no text can forge a line.
namespace elan {

using LogValues = std::initializer_list<std::pair<std::string_view, std::string>>;

void log_info(std::string_view what, LogValues values = {});
void log_warning(std::string_view what, LogValues values = {});
void log_error(std::string_view what, LogValues values = {});

// From which level lines are written: "debug", "info", "warning" or "error". False for another word.
bool log_from(std::string_view level);
// Errors only: tests and command-line work.
void log_quietly();

}  // namespace elan
