#include "commands/place.hpp"

namespace elan {

std::vector<config::Option> with_place(std::vector<config::Option> more) {
    auto all = common_options();
    all.push_back({.name = "data",
                   .value = "DOSSIER",
                   .otherwise = "data",
                   .about = "où vivent la base, les fichiers et les clés."});
    all.push_back(
        {.name = "database", .value = "URL", .otherwise = "", .about = "une base PostgreSQL au lieu de SQLite."});
    all.push_back(
        {.name = "schema", .value = "NOM", .otherwise = "elan", .about = "le schéma PostgreSQL de cette entreprise."});
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Place place_of(const config::Choices& chosen) {
    return {
        .folder = chosen.option("data"), .postgres_url = chosen.option("database"), .schema = chosen.option("schema")};
}

}  // namespace elan
