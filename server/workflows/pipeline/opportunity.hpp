#pragma once

#include "objects/object.hpp"

namespace elan {

inline const std::vector<Choice> open_stages = {{"discovery", {"Découverte", "Discovery"}, "blue"},
                                                {"proposal", {"Proposition", "Proposal"}, "indigo"},
                                                {"negotiation", {"Négociation", "Negotiation"}, "violet"}};

inline std::vector<Choice> all_stages() {
    auto stages = open_stages;
    stages.push_back({"won", {"Gagnée", "Won"}, "green"});
    stages.push_back({"lost", {"Perdue", "Lost"}, "gray"});
    return stages;
}

inline const std::vector<Choice> opportunity_lost_reasons = {
    {"price", {"Prix", "Price"}, ""},
    {"competitor", {"Concurrent choisi", "Chose a competitor"}, ""},
    {"no_decision", {"Projet abandonné", "No decision"}, ""},
    {"delay", {"Délai", "Delay"}, ""},
    {"product", {"Produit inadapté", "Product mismatch"}, ""},
    {"other", {"Autre", "Other"}, ""}};

// A sale we are working on, with its amount and its chance.
struct Opportunity : Object {
    Opportunity() : Object("opportunity", "Opportunité", "Opportunités") {
        english("Opportunity", "Opportunities");
        known_as("opportunities", "target-arrow");
        titled_by(name);
        owned_by(owner);
        board_by(stage);
    }

    Field<Text> name = field("name", "Nom", "Name").required().searchable();
    Field<Link> company = field("company", "Société", "Company").to("company");
    Field<Link> contact = field("contact", "Contact", "Contact").to("contact");
    Field<ChoiceOf> stage = field("stage", "Étape", "Stage").tracked().starts_as("discovery").choices(all_stages());
    Field<Money> amount = field("amount", "Montant", "Amount").tracked();
    Field<Percent> probability = field("probability", "Probabilité", "Probability").starts_as(20.0);
    Field<Date> expected_close = field("expected_close", "Clôture prévue", "Expected close").tracked().indexed();
    Field<Moment> closed_at =
        field("closed_at", "Close le", "Closed").readonly().indexed().when(stage, {"won", "lost"});
    Field<Text> product = field("product", "Produit", "Product");
    Field<Link> owner = field("owner", "Responsable", "Owner").to("user").tracked();
    Field<ChoiceOf> lost_reason = field("lost_reason", "Raison de la perte", "Lost because")
                                      .readonly()
                                      .when(stage, {"lost"})
                                      .choices(opportunity_lost_reasons);
    Field<Text> source = field("source", "Source", "Source").section("Origine et contexte", "Origin and context");
    Field<Link> lead = field("lead", "Piste d’origine", "Came from lead")
                           .section("Origine et contexte", "Origin and context")
                           .to("lead");
    Field<LongText> description =
        field("description", "Description", "Description").section("Origine et contexte", "Origin and context");
};
inline const Opportunity opportunity;

}  // namespace elan
