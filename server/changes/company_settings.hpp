#pragma once

#include <string>

#include "changes/workspace.hpp"
#include "objects/action.hpp"
#include "platform/json.hpp"

namespace elan {

// What is true of the company as a whole. There is one of it, so it is a document of the workspace's settings and no
// object with records.
struct CompanySettings : FieldSet {
    Field<Text> name = field("name", "Nom de l’entreprise", "Company name").required();
    Field<Text> public_address = field("public_address", "Adresse publique", "Public address");
    Field<Text> time_zone = field("time_zone", "Fuseau horaire", "Time zone").required().starts_as("Europe/Paris");
    Field<ChoiceOf> language = field("language", "Langue", "Language")
                                   .required()
                                   .starts_as("fr")
                                   .choices({{"fr", {"Français", "French"}, ""}, {"en", {"Anglais", "English"}, ""}});
    Field<ChoiceOf> currency = field("currency", "Devise", "Currency")
                                   .required()
                                   .starts_as("EUR")
                                   .choices({{"EUR", {"Euro (€)", "Euro (€)"}, ""},
                                             {"CHF", {"Franc suisse (CHF)", "Swiss franc (CHF)"}, ""},
                                             {"XPF", {"Franc Pacifique (F)", "Pacific franc (F)"}, ""},
                                             {"GBP", {"Livre sterling (£)", "Pound sterling (£)"}, ""},
                                             {"USD", {"Dollar américain ($)", "US dollar ($)"}, ""}});
};
inline const CompanySettings company_settings;

// What is stored, with what a company starts with where nothing is.
Inputs read_company(Workspace& workspace);
void write_company(JsonWriter& out, const Inputs& company);
// Takes the members that are given; the others stay. Refuses with all complaints at once.
void change_company(Workspace& workspace, Json given);

// Where links in mails lead, without a slash at the end.
std::string public_address(Workspace& workspace);

}  // namespace elan
