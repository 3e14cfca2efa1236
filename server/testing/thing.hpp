#pragma once

#include <fmt/format.h>

#include <string>

#include "objects/catalogue.hpp"
#include "objects/table.hpp"
#include "testing/test_base.hpp"

namespace elan::testing {

// An object with a field of every way to compare.
struct Thing : Object {
    Thing() : Object("thing", "Chose", "Choses") { titled_by(name); }

    Field<Text> name = field("name", "Nom", "Name").indexed();
    Field<LongText> story = field("story", "Récit", "Story");
    Field<ChoiceOf> kind = field("kind", "Genre", "Kind")
                               .indexed()
                               .choices({{"a", {"Premier", "First"}, ""}, {"b", {"Second", "Second"}, ""}});
    Field<Link> owner = field("owner", "Responsable", "Owner").to("user");
    Field<Money> amount = field("amount", "Montant", "Amount").indexed();
    Field<Decimal> ratio = field("ratio", "Rapport", "Ratio");
    Field<Date> day = field("day", "Jour", "Day");
    Field<Moment> at = field("at", "Moment", "Moment");
    Field<Tags> tags = field("tags", "Étiquettes", "Tags");
    Field<YesNo> open = field("open", "Ouverte", "Open");
    Field<Document> settings = field("settings", "Réglages", "Settings");
};
inline const Thing thing;

// The ids of test records: UUIDs that sort by their number.
inline std::string numbered_id(int number) { return fmt::format("01930000-0000-7000-8000-{:012}", number); }

inline Catalogue catalogue_of(const Object& object, const Customisation& customisation = {}) {
    const Object* const declared[] = {&object};
    return Catalogue(declared, {}, customisation);
}

// What lies under every catalogue's tables.
inline void create_ground(db::Connection& connection) {
    connection.script("create table if not exists settings (name text primary key, value text not null)");
    connection.script(fmt::format(
        "create table if not exists shares (record {0} not null, grantee {0} not null, may_change {1} not null)",
        connection.column_type(db::Storage::Text), connection.column_type(db::Storage::Integer)));
}

}  // namespace elan::testing
