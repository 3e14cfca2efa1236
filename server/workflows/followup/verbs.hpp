#pragma once

#include "objects/action.hpp"
#include "workflows/followup/task.hpp"

// What one can do with a task.
namespace elan::followup {

Record complete_task(Session& session, Record completed, const Inputs& input);
Record postpone_task(Session& session, Record postponed, const Inputs& input);
Record remind_of_task(Session& session, Record due, const Inputs& input);

inline Filter to_do() { return Filter::is(task.status, "open"); }

struct CompleteTask : Action {
    CompleteTask() : Action("complete", task, "Terminer", "Complete") {
        runs(complete_task);
        icon("check");
        main_action();
        offer_when(to_do());
    }
};
inline const CompleteTask complete;

struct PostponeTask : Action {
    PostponeTask() : Action("postpone", task, "Reporter", "Postpone") {
        runs(postpone_task);
        icon("clock");
        offer_when(to_do());
    }
    Field<Moment> until = field("until", "Jusqu’au", "Until").required();
};
inline const PostponeTask postpone;

// Fired by the timer of the task's reminder.
struct RemindOfTask : Action {
    RemindOfTask() : Action("remind", task, "Rappeler par e-mail", "Remind by e-mail") {
        runs(remind_of_task);
        icon("bell");
        one_at_a_time();
        offer_when(to_do());
    }
};
inline const RemindOfTask remind;

}  // namespace elan::followup
