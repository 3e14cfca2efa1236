#include "changes/session.hpp"
#include "workflows/leads/verbs.hpp"

namespace elan::leads {

Record reopen_lead(Session& session, Record reopened, const Inputs&) {
    refuse_if(reopened[lead.status] != "lost", "Seule une piste perdue se rouvre.");

    reopened.set(lead.status, "working");
    reopened.clear(lead.lost_reason);

    session.commit("reopen", {reopened});
    return reopened;
}

}  // namespace elan::leads
