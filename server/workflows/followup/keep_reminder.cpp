#include "changes/session.hpp"
#include "workflows/followup/workflow.hpp"

namespace elan::followup {

void keep_reminder(Session& session, Record& planned, Commit& what) {
    const auto timer = "reminder:" + planned.id();
    const bool wanted = planned[task.status] == "open" && planned.has(task.remind_at) && !planned.in_bin();
    if (!wanted) return what.cancelled_timers.push_back(timer);

    const bool moved = planned.is_new() || planned.changed(task.remind_at) || planned.changed(task.status);
    // A reminder that was due before it was asked for is late, not wanted.
    if (!moved || planned[task.remind_at] < session.now_ms()) return;
    what.timers.push_back({.id = timer,
                           .due_at = planned[task.remind_at],
                           .object = task.key(),
                           .record = planned.id(),
                           .action = remind.key()});
}

}  // namespace elan::followup
