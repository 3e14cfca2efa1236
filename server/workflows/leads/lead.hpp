#pragma once

#include "objects/object.hpp"

namespace elan {

inline const std::vector<Choice> lost_reasons = {{"no_need", {"Pas de besoin", "No need"}, ""},
                                                 {"no_budget", {"Pas de budget", "No budget"}, ""},
                                                 {"competitor", {"Concurrent choisi", "Chose a competitor"}, ""},
                                                 {"unreachable", {"Injoignable", "Unreachable"}, ""},
                                                 {"duplicate", {"Doublon", "Duplicate"}, ""},
                                                 {"other", {"Autre", "Other"}, ""}};

// Someone who may become a customer, before anyone has judged whether it is worth an opportunity.
struct Lead : Object {
    Lead() : Object("lead", "Piste", "Pistes") {
        english("Lead", "Leads");
        known_as("leads", "user-plus");
        titled_by(name);
        owned_by(owner);
        board_by(status);
    }

    Field<Text> name = field("name", "Nom", "Name").required().searchable();
    Field<Email> email = field("email", "E-mail", "E-mail").searchable().indexed();
    Field<Phone> phone = field("phone", "Téléphone", "Phone").searchable();
    Field<Text> company_name = field("company_name", "Société", "Company").searchable();
    Field<ChoiceOf> source = field("source", "Source", "Source")
                                 .starts_as("other")
                                 .choices({{"form", {"Formulaire", "Form"}, "blue"},
                                           {"phone", {"Téléphone", "Phone"}, "teal"},
                                           {"email", {"E-mail", "E-mail"}, "indigo"},
                                           {"referral", {"Recommandation", "Referral"}, "green"},
                                           {"show", {"Salon", "Trade show"}, "orange"},
                                           {"import", {"Import", "Import"}, "gray"},
                                           {"other", {"Autre", "Other"}, "gray"}});
    Field<ChoiceOf> status = field("status", "Statut", "Status")
                                 .tracked()
                                 .starts_as("new")
                                 .choices({{"new", {"Nouvelle", "New"}, "blue"},
                                           {"working", {"En cours", "Working"}, "indigo"},
                                           {"qualified", {"Qualifiée", "Qualified"}, "teal"},
                                           {"converted", {"Convertie", "Converted"}, "green"},
                                           {"lost", {"Perdue", "Lost"}, "gray"}});
    Field<LongText> need = field("need", "Besoin", "Need").searchable();
    Field<Link> owner = field("owner", "Responsable", "Owner").to("user").tracked();
    Field<Number> score = field("score", "Score", "Score").readonly();
    Field<ChoiceOf> lost_reason =
        field("lost_reason", "Raison de la perte", "Lost because").readonly().choices(lost_reasons);
    Field<Moment> qualified_at = field("qualified_at", "Qualifiée le", "Qualified").readonly();
    Field<Link> company = field("company", "Société créée", "Company made").to("company").readonly();
    Field<Link> contact = field("contact", "Contact créé", "Contact made").to("contact").readonly();
    Field<Link> opportunity =
        field("opportunity", "Opportunité créée", "Opportunity made").to("opportunity").readonly();
};
inline const Lead lead;

}  // namespace elan
