#pragma once

#include "app.hpp"
#include "commands/commands.hpp"

namespace elan {

// The options by which every command finds its base.
inline const std::vector<std::string> place_options = {"--data", "--database", "--schema"};
inline constexpr const char* place_help =
    "  --data DOSSIER      où vivent la base, les fichiers et les clés (./data)\n"
    "  --database URL      une base PostgreSQL au lieu de SQLite\n"
    "  --schema NOM        le schéma PostgreSQL de cette entreprise (elan)\n";

std::vector<std::string> with_place(std::vector<std::string> more);
Place place_of(const Words& words);

}  // namespace elan
