#include "changes/session.hpp"
#include "workflows/pipeline/rules.hpp"
#include "workflows/pipeline/verbs.hpp"

namespace elan::pipeline {

Record win_opportunity(Session& session, Record won, const Inputs& input) {
    refuse_if(is_closed(won), "Cette opportunité est déjà close.");

    won.set(opportunity.stage, "won");
    won.set(opportunity.closed_at, closing_moment(session, input[win.closed_on]));

    session.commit("win", {won});
    return won;
}

}  // namespace elan::pipeline
