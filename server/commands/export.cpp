#include "api/export.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "api/list_query.hpp"
#include "api/record_json.hpp"
#include "commands/place.hpp"

namespace elan {

namespace {

int export_list(const Words& words) {
    if (words.plain().empty()) refuse(Problem::Invalid, "Dites quoi exporter : « elan export company --format csv ».");
    App app(place_of(words));
    Session session(app.workspace(), Actor::system());
    const auto* object = session.catalogue().find(words.plain().front());
    if (!object) refuse(Problem::NotFound, "Cet objet n’existe pas.");
    Query query{.object = object, .sort = {{.field = object->created_at.index}}};
    query.filter = api::filter_from(session, *object, words.option("--filter"));
    const auto fields = api::VisibleFields(session, *object).indexes();
    const auto format = words.option("--format", "csv");
    const auto output = words.option("--output");
    if (format == "xlsx") {
        if (output.empty()) refuse(Problem::Invalid, "Un classeur s’écrit dans un fichier : ajoutez --output.");
        api::export_xlsx(session, query, fields, output);
        return 0;
    }
    std::ofstream file;
    if (!output.empty()) file.open(output, std::ios::binary);
    auto& out = output.empty() ? std::cout : file;
    (format == "json" ? api::export_json : api::export_csv)(session, query, fields, [&](std::string_view bytes) {
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    });
    out.flush();
    if (!out) refuse(Problem::StorageFull, "Le fichier n’a pas pu être écrit.");
    return 0;
}

}  // namespace

Command export_command() {
    return {.name = "export",
            .usage = "elan export OBJET [--format csv|xlsx|json] [--filter JSON] [--output FICHIER]",
            .about = "Écrit une liste dans un fichier.",
            .details = std::string(place_help) +
                       "  --format FORMAT     csv pour Excel en français, xlsx ou json (csv)\n"
                       "  --filter JSON       seulement les fiches qui répondent à ce filtre\n"
                       "  --output FICHIER    où écrire ; sans cette option, à l’écran\n",
            .options = with_place({"--format", "--filter", "--output"}),
            .flags = {},
            .run = export_list};
}

}  // namespace elan
