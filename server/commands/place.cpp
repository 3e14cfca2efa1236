#include "commands/place.hpp"

namespace elan {

std::vector<std::string> with_place(std::vector<std::string> more) {
    more.insert(more.end(), place_options.begin(), place_options.end());
    return more;
}

Place place_of(const Words& words) {
    return {.folder = words.option("--data", "data"),
            .postgres_url = words.option("--database"),
            .schema = words.option("--schema", "elan")};
}

}  // namespace elan
