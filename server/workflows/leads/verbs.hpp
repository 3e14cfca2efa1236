#pragma once

#include "objects/action.hpp"
#include "workflows/leads/lead.hpp"

// What one can do with a lead. Each verb is a function in the file of its name.
namespace elan::leads {

Record qualify_lead(Session& session, Record qualified, const Inputs& input);
Record convert_lead(Session& session, Record converted, const Inputs& input);
Record lose_lead(Session& session, Record lost, const Inputs& input);
Record reopen_lead(Session& session, Record reopened, const Inputs& input);

inline Filter still_open() {
    return Filter::any(
        {Filter::is(lead.status, "new"), Filter::is(lead.status, "working"), Filter::is(lead.status, "qualified")});
}

struct QualifyLead : Action {
    QualifyLead() : Action("qualify", lead, "Qualifier", "Qualify") {
        runs(qualify_lead);
        icon("check");
        offer_when(Filter::any({Filter::is(lead.status, "new"), Filter::is(lead.status, "working")}));
    }
};
inline const QualifyLead qualify;

struct ConvertLead : Action {
    ConvertLead() : Action("convert", lead, "Convertir", "Convert") {
        runs(convert_lead);
        icon("arrow-right");
        main_action();
        one_at_a_time();
        offer_when(still_open());
    }
    Field<Text> opportunity_name = field("opportunity_name", "Nom de l’opportunité", "Opportunity name");
    Field<Money> amount = field("amount", "Montant estimé", "Estimated amount");
    Field<Date> expected_close = field("expected_close", "Clôture prévue", "Expected close");
};
inline const ConvertLead convert;

struct LoseLead : Action {
    LoseLead() : Action("lose", lead, "Perdre", "Lose") {
        runs(lose_lead);
        icon("x");
        offer_when(still_open());
    }
    Field<ChoiceOf> reason = field("reason", "Raison", "Reason").required().choices(lost_reasons);
};
inline const LoseLead lose;

struct ReopenLead : Action {
    ReopenLead() : Action("reopen", lead, "Rouvrir", "Reopen") {
        runs(reopen_lead);
        icon("rotate");
        offer_when(Filter::is(lead.status, "lost"));
    }
};
inline const ReopenLead reopen;

}  // namespace elan::leads
