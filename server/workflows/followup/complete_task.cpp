#include "changes/session.hpp"
#include "workflows/followup/verbs.hpp"

namespace elan::followup {

Record complete_task(Session& session, Record completed, const Inputs&) {
    refuse_if(completed[task.status] == "done", "Cette tâche est déjà faite.");

    completed.set(task.status, "done");

    session.commit("complete", {completed});
    return completed;
}

}  // namespace elan::followup
