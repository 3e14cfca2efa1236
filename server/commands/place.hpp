#pragma once

#include "app.hpp"
#include "commands/commands.hpp"

namespace elan {

// The options by which every command finds its base, before those of one command.
std::vector<config::Option> with_place(std::vector<config::Option> more);
Place place_of(const config::Choices& chosen);

}  // namespace elan
