#pragma once

#include "objects/object.hpp"

namespace elan {

// A company or a public body with which we do business, or would like to.
struct Company : Object {
    Company() : Object("company", "Société", "Sociétés") {
        english("Company", "Companies");
        known_as("companies", "building");
        titled_by(name);
        owned_by(owner);
    }

    Field<Text> name = field("name", "Nom", "Name").required().searchable().indexed();
    Field<Siren> siren =
        field("siren", "SIREN", "SIREN").section("Identité légale", "Legal identity").searchable().indexed();
    Field<Siret> siret =
        field("siret", "SIRET", "SIRET").section("Identité légale", "Legal identity").searchable().indexed();
    Field<VatNumber> vat_number =
        field("vat_number", "N° de TVA", "VAT number").section("Identité légale", "Legal identity");
    Field<WebAddress> web_address = field("web_address", "Site internet", "Web site")
                                        .section("Coordonnées", "Contact details")
                                        .searchable()
                                        .indexed();
    Field<Email> email = field("email", "E-mail", "E-mail").section("Coordonnées", "Contact details").searchable();
    Field<Phone> phone = field("phone", "Téléphone", "Phone").section("Coordonnées", "Contact details").searchable();
    Field<Address> address =
        field("address", "Adresse", "Address").section("Coordonnées", "Contact details").searchable();
    Field<Text> sector = field("sector", "Secteur d’activité", "Sector").section("Suivi", "Follow-up");
    Field<ChoiceOf> size = field("size", "Effectif", "Headcount")
                               .section("Suivi", "Follow-up")
                               .choices({{"1-9", {"1 à 9", "1–9"}, ""},
                                         {"10-49", {"10 à 49", "10–49"}, ""},
                                         {"50-249", {"50 à 249", "50–249"}, ""},
                                         {"250+", {"250 et plus", "250+"}, ""}});
    Field<Link> owner = field("owner", "Responsable", "Owner").section("Suivi", "Follow-up").to("user").tracked();
    Field<Tags> tags = field("tags", "Étiquettes", "Tags").section("Suivi", "Follow-up");
    Field<LongText> description = field("description", "Description", "Description").section("Suivi", "Follow-up");
};
inline const Company company;

}  // namespace elan
