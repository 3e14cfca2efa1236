#include "changes/session.hpp"
#include "workflows/followup/verbs.hpp"

namespace elan::followup {

Record postpone_task(Session& session, Record postponed, const Inputs& input) {
    refuse_if(postponed[task.status] != "open", "Seule une tâche à faire se reporte.");
    refuse_if(input[postpone.until] <= session.now_ms(), "Choisissez un moment à venir.");

    // The reminder keeps its distance to the task.
    if (postponed.has(task.remind_at) && postponed.has(task.due_at)) {
        postponed.set(task.remind_at, input[postpone.until] - (postponed[task.due_at] - postponed[task.remind_at]));
    }
    postponed.set(task.due_at, input[postpone.until]);

    session.commit("postpone", {postponed});
    return postponed;
}

}  // namespace elan::followup
