#include <fmt/format.h>

#include "commands/place.hpp"

namespace elan {

namespace {

int rebuild(const config::Choices& chosen) {
    App app(place_of(chosen));
    app.readers().rebuild();
    fmt::print("Les tables dérivées sont refaites à partir des fiches et du journal.\n");
    return 0;
}

}  // namespace

Command rebuild_command() {
    return {.name = "rebuild",
            .usage = "elan rebuild [--data DOSSIER]",
            .about = "Refait ce qui se déduit du journal : recherche, compteurs, scores.",
            .options = with_place({}),
            .run = rebuild};
}

}  // namespace elan
