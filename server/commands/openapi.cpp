#include "api/openapi.hpp"

#include <fmt/format.h>

#include "commands/place.hpp"

namespace elan {

namespace {

int print_openapi(const Words& words) {
    App app(place_of(words));
    const auto& catalogue = app.workspace().catalogue();
    fmt::print("{}\n", words.flag("--typescript") ? api::typescript(catalogue)
                                                  : api::openapi_json(catalogue, app.router(), Actor::system()));
    return 0;
}

}  // namespace

Command openapi_command() {
    return {.name = "openapi",
            .usage = "elan openapi [--typescript] [--data DOSSIER]",
            .about = "Affiche la description de l’API (OpenAPI 3.1).",
            .details = std::string(place_help) + "  --typescript        affiche les types TypeScript à la place\n",
            .options = with_place({}),
            .flags = {"--typescript"},
            .run = print_openapi};
}

}  // namespace elan
