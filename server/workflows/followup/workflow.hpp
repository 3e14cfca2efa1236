#pragma once

#include "changes/workspace.hpp"
#include "workflows/followup/verbs.hpp"

namespace elan::followup {

// A task's reminder is a timer that follows the task: set when wanted, moved with it, gone when there is nothing left
// to do.
void keep_reminder(Session& session, Record& planned, Commit& what);

// Appointments and visits of the period to which the customer came, among those whose outcome was noted.
Figure appointments_kept(Session& session, std::int64_t from, std::int64_t to);

inline Workflow workflow() {
    return {.objects = {&task},
            .actions = {&complete, &postpone, &remind},
            .rules = {{task.key(), keep_reminder}},
            .indicators = {{.key = "appointments_kept",
                            .label = {"Rendez-vous honorés", "Appointments kept"},
                            .unit = "%",
                            .object = task.key(),
                            .before = 78,
                            .target = 92,
                            .measure = appointments_kept}}};
}

}  // namespace elan::followup
