#include "changes/session.hpp"
#include "workflows/pipeline/rules.hpp"
#include "workflows/pipeline/verbs.hpp"

namespace elan::pipeline {

Record reopen_opportunity(Session& session, Record reopened, const Inputs&) {
    refuse_if(!is_closed(reopened), "Cette opportunité est encore ouverte.");

    reopened.set(opportunity.stage, "negotiation");
    reopened.clear(opportunity.lost_reason);
    reopened.clear(opportunity.closed_at);

    session.commit("reopen", {reopened});
    return reopened;
}

}  // namespace elan::pipeline
