#include "changes/session.hpp"
#include "workflows/leads/verbs.hpp"

namespace elan::leads {

Record lose_lead(Session& session, Record lost, const Inputs& input) {
    refuse_if(lost[lead.status] == "lost", "Cette piste est déjà perdue.");
    refuse_if(lost[lead.status] == "converted", "Une piste convertie ne se perd plus : perdez son opportunité.");

    lost.set(lead.status, "lost");
    lost.set(lead.lost_reason, input[lose.reason]);

    session.commit("lose", {lost});
    return lost;
}

}  // namespace elan::leads
