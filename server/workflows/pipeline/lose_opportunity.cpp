#include "changes/session.hpp"
#include "workflows/pipeline/rules.hpp"
#include "workflows/pipeline/verbs.hpp"

namespace elan::pipeline {

Record lose_opportunity(Session& session, Record lost, const Inputs& input) {
    refuse_if(is_closed(lost), "Cette opportunité est déjà close.");

    lost.set(opportunity.stage, "lost");
    lost.set(opportunity.lost_reason, input[lose.reason]);
    lost.set(opportunity.closed_at, closing_moment(session, input[lose.closed_on]));

    session.commit("lose", {lost});
    return lost;
}

}  // namespace elan::pipeline
