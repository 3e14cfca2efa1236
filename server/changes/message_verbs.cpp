#include "changes/message_verbs.hpp"

#include "changes/session.hpp"

namespace elan::messages {

Record retry_message(Session& session, Record retried, const Inputs&) {
    const auto status = retried[message.status];
    refuse_if(status == "delivered", "Ce message est déjà remis.");
    refuse_if(status == "sending", "Ce message est en cours d’envoi.");

    retried.set(message.status, "queued");
    retried.set(message.attempts, 0);
    retried.set(message.epoch, session.workspace().epoch());
    retried.clear(message.detail);

    session.commit("retry", {retried});
    return retried;
}

Record cancel_message(Session& session, Record cancelled, const Inputs&) {
    refuse_if(cancelled[message.status] != "queued", "Ce message n’attend plus : il ne peut plus être retenu.");

    cancelled.set(message.status, "suppressed");
    cancelled.set(message.detail, "Retenu avant l’envoi.");

    session.commit("cancel", {cancelled});
    return cancelled;
}

void know_epoch(Session& session, Record& written, Commit&) {
    if (written.is_new()) written.set(message.epoch, session.workspace().epoch());
}

std::vector<std::string> told_of_failure(const Change& change, const Record& failed) {
    const bool now = std::ranges::any_of(change.fields, [](const FieldChange& one) {
        const auto* status = one.field == "status" ? std::get_if<std::string>(&one.after) : nullptr;
        return status && (*status == "refused" || *status == "uncertain");
    });
    if (!now || !failed.has(message.created_by)) return {};
    return {failed[message.created_by]};
}

}  // namespace elan::messages
