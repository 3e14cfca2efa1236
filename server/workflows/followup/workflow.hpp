#pragma once

#include "changes/workspace.hpp"
#include "workflows/followup/verbs.hpp"

namespace elan::followup {

// A task's reminder is a timer that follows the task: set when wanted, moved with it, gone when there is nothing left
// to do.
void keep_reminder(Session& session, Record& planned, Commit& what);

inline Workflow workflow() {
    return {.objects = {&task}, .actions = {&complete, &postpone, &remind}, .rules = {{task.key(), keep_reminder}}};
}

}  // namespace elan::followup
