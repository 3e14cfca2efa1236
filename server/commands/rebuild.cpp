#include <fmt/format.h>

#include "commands/place.hpp"

namespace elan {

namespace {

int rebuild(const Words& words) {
    App app(place_of(words));
    app.readers().rebuild();
    fmt::print("Les tables dérivées sont refaites à partir des fiches et du journal.\n");
    return 0;
}

}  // namespace

Command rebuild_command() {
    return {.name = "rebuild",
            .usage = "elan rebuild [--data DOSSIER]",
            .about = "Refait ce qui se déduit du journal : recherche, compteurs, scores.",
            .details = place_help,
            .options = with_place({}),
            .flags = {},
            .run = rebuild};
}

}  // namespace elan
