#include "api/export.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "api/list_query.hpp"
#include "api/record_json.hpp"
#include "commands/place.hpp"

namespace elan {

namespace {

int export_list(const config::Choices& chosen) {
    if (chosen.plain().empty()) refuse(Problem::Invalid, "Dites quoi exporter : « elan export company --format csv ».");
    App app(place_of(chosen));
    Session session(app.workspace(), Actor::system());
    const auto* object = session.catalogue().find(chosen.plain().front());
    if (!object) refuse(Problem::NotFound, "Cet objet n’existe pas.");
    Query query{.object = object, .sort = {{.field = object->created_at.index}}};
    query.filter = api::filter_from(session, *object, chosen.option("filter"));
    const auto fields = api::VisibleFields(session, *object).indexes();
    const auto format = chosen.option("format");
    const auto output = chosen.option("output");
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
            .options = with_place({{.name = "format",
                                    .value = "FORMAT",
                                    .otherwise = "csv",
                                    .about = "csv pour Excel en français, xlsx ou json.",
                                    .in_file = false},
                                   {.name = "filter",
                                    .value = "JSON",
                                    .otherwise = "",
                                    .about = "seulement les fiches qui répondent à ce filtre.",
                                    .in_file = false},
                                   {.name = "output",
                                    .value = "FICHIER",
                                    .otherwise = "",
                                    .about = "où écrire ; sans cette option, à l’écran.",
                                    .in_file = false}}),
            .run = export_list};
}

}  // namespace elan
