#include "api/openapi.hpp"

#include <fmt/format.h>

#include "commands/place.hpp"

namespace elan {

namespace {

int print_openapi(const config::Choices& chosen) {
    App app(place_of(chosen));
    const auto& catalogue = app.workspace().catalogue();
    fmt::print("{}\n", chosen.flag("typescript") ? api::typescript(catalogue)
                                                 : api::openapi_json(catalogue, app.router(), Actor::system()));
    return 0;
}

}  // namespace

Command openapi_command() {
    return {.name = "openapi",
            .usage = "elan openapi [--typescript] [--data DOSSIER]",
            .about = "Affiche la description de l’API (OpenAPI 3.1).",
            .options = with_place({{.name = "typescript",
                                    .value = "",
                                    .otherwise = "",
                                    .about = "affiche les types TypeScript à la place.",
                                    .in_file = false}}),
            .run = print_openapi};
}

}  // namespace elan
