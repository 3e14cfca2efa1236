#pragma once

#include "objects/action.hpp"
#include "workflows/pipeline/opportunity.hpp"

// What one can do with an opportunity.
namespace elan::pipeline {

Record move_opportunity(Session& session, Record moved, const Inputs& input);
Record win_opportunity(Session& session, Record won, const Inputs& input);
Record lose_opportunity(Session& session, Record lost, const Inputs& input);
Record reopen_opportunity(Session& session, Record reopened, const Inputs& input);

inline Filter still_open() {
    return Filter::negate(Filter::any({Filter::is(opportunity.stage, "won"), Filter::is(opportunity.stage, "lost")}));
}

struct MoveOpportunity : Action {
    MoveOpportunity() : Action("move", opportunity, "Changer d’étape", "Move") {
        runs(move_opportunity);
        icon("arrow-right");
        offer_when(still_open());
    }
    Field<ChoiceOf> stage = field("stage", "Étape", "Stage").required().choices(open_stages);
};
inline const MoveOpportunity move;

struct WinOpportunity : Action {
    WinOpportunity() : Action("win", opportunity, "Gagner", "Win") {
        runs(win_opportunity);
        icon("trophy");
        main_action();
        offer_when(still_open());
    }
    Field<Date> closed_on = field("closed_on", "Date de signature", "Signed on");
};
inline const WinOpportunity win;

struct LoseOpportunity : Action {
    LoseOpportunity() : Action("lose", opportunity, "Perdre", "Lose") {
        runs(lose_opportunity);
        icon("x");
        offer_when(still_open());
    }
    Field<ChoiceOf> reason = field("reason", "Raison", "Reason").required().choices(opportunity_lost_reasons);
    Field<Date> closed_on = field("closed_on", "Date de la perte", "Lost on");
};
inline const LoseOpportunity lose;

struct ReopenOpportunity : Action {
    ReopenOpportunity() : Action("reopen", opportunity, "Rouvrir", "Reopen") {
        runs(reopen_opportunity);
        icon("rotate");
        offer_when(Filter::negate(still_open()));
    }
};
inline const ReopenOpportunity reopen;

}  // namespace elan::pipeline
