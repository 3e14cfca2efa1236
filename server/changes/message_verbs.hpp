#pragma once

#include "changes/message.hpp"
#include "changes/workspace.hpp"

// What one can do with a message: send it again, or take it back before it left.
namespace elan::messages {

Record retry_message(Session& session, Record retried, const Inputs& input);
Record cancel_message(Session& session, Record cancelled, const Inputs& input);

struct RetryMessage : Action {
    RetryMessage() : Action("retry", message, "Renvoyer", "Send again") {
        runs(retry_message);
        icon("refresh");
        confirm("Ce message est peut-être déjà arrivé. L’envoyer de nouveau ?",
                "This message may have arrived. Send it again?");
        offer_when(Filter::any({Filter::is(message.status, "refused"), Filter::is(message.status, "uncertain"),
                                Filter::is(message.status, "suppressed")}));
    }
};
inline const RetryMessage retry;

struct CancelMessage : Action {
    CancelMessage() : Action("cancel", message, "Ne pas envoyer", "Do not send") {
        runs(cancel_message);
        icon("x");
        offer_when(Filter::is(message.status, "queued"));
    }
};
inline const CancelMessage cancel;

// A message knows the epoch of the base it was written in: one that a restored backup brings back does not leave by
// itself.
void know_epoch(Session& session, Record& written, Commit& what);

// Who wrote a message hears that it did not arrive, or may not have.
std::vector<std::string> told_of_failure(const Change& change, const Record& failed);

inline Workflow workflow() {
    return {.objects = {&message},
            .actions = {&retry, &cancel},
            .rules = {{message.key(), know_epoch}},
            .notices = {{"undelivered", message.key(), told_of_failure}}};
}

}  // namespace elan::messages
