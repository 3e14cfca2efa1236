#include "changes/session.hpp"
#include "workflows/leads/verbs.hpp"

namespace elan::leads {

Record qualify_lead(Session& session, Record qualified, const Inputs&) {
    refuse_if(qualified[lead.status] == "lost", "Une piste perdue se rouvre avant d’être qualifiée.");
    refuse_if(qualified[lead.status] == "converted", "Cette piste est déjà convertie.");

    qualified.set(lead.status, "qualified");
    if (!qualified.has(lead.qualified_at)) qualified.set(lead.qualified_at, session.now_ms());

    session.commit("qualify", {qualified});
    return qualified;
}

}  // namespace elan::leads
