#include <fmt/format.h>

#include "changes/message.hpp"
#include "changes/session.hpp"
#include "insight/text/french_dates.hpp"
#include "people/user.hpp"
#include "workflows/followup/verbs.hpp"

namespace elan::followup {

namespace {

std::string reminder_text(Session& session, const Record& due, const Record& reminded) {
    const auto zone = reminded.has(user.time_zone) ? reminded[user.time_zone] : session.actor().time_zone;
    const auto when =
        due.has(task.due_at) ? fmt::format("Échéance : {}.\n\n", french_moment(due[task.due_at], zone)) : "";
    return fmt::format("Bonjour {},\n\nVoici votre rappel : {}.\n{}{}\n\nÉlan", reminded[user.name], due[task.name],
                       when, due[task.description]);
}

Record message_to(Session& session, const Record& reminded, const Record& due) {
    auto reminder = session.make(session.object(message));
    reminder.set(message.to, reminded[user.email]);
    reminder.set(message.subject, fmt::format("Rappel : {}", due[task.name]));
    reminder.set(message.body, reminder_text(session, due, reminded));
    reminder.set(message.about, "task/" + due.id());
    return reminder;
}

}  // namespace

Record remind_of_task(Session& session, Record due, const Inputs&) {
    refuse_if(due[task.status] != "open", "Cette tâche n’est plus à faire : pas de rappel.");
    refuse_if(!due.has(task.owner), "Cette tâche n’a pas de responsable à qui écrire.");

    const auto reminded = session.get(session.object(user), due[task.owner]);
    session.commit("remind", {message_to(session, reminded, due)});
    return due;
}

}  // namespace elan::followup
