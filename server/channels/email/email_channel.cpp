#include "channels/email/email_channel.hpp"

#include <fmt/format.h>

#include "changes/message.hpp"
#include "platform/failpoint.hpp"
#include "platform/log.hpp"

namespace elan {

namespace {

constexpr auto look_again_after = std::chrono::seconds(5);
constexpr std::int64_t most_attempts = 8;
constexpr std::int64_t minute_ms = 60'000;

Actor postman() {
    auto actor = Actor::system();
    actor.way = Way::Mail;
    return actor;
}

// One minute, two, four… up to an hour after a "try again later".
std::int64_t next_try(const Record& sent) {
    const auto exponent = std::min<std::int64_t>(sent[message.attempts], 6);
    return sent[message.sent_at] + (minute_ms << exponent);
}

std::vector<Record> with_status(Session& session, const char* status) {
    Query query{.object = &session.object(message),
                .filter = Filter::all({Filter::is(message.status, status), Filter::is(message.channel, "email")})};
    query.sort = {{.field = session.object(message).created_at.index}};
    query.limit = 100;
    return session.list(query).records;
}

}  // namespace

Outcome outcome_of(const Egress::SmtpOutcome& said) {
    if (said.accepted) return {"delivered", fmt::format("Remis au serveur : {}", said.reply)};
    if (said.code >= 500) return {"refused", fmt::format("Refusé par le serveur : {}", said.reply)};
    if (said.code >= 400) return {"queued", fmt::format("Le serveur demande de réessayer plus tard : {}", said.reply)};
    // Handed over whole, and the line fell silent: it may have arrived.
    if (said.all_sent)
        return {"uncertain", "La liaison s’est coupée avant la réponse du serveur : le message est peut-être arrivé."};
    return {"queued", fmt::format("Le serveur n’a pas pu être joint : {}", said.reply)};
}

EmailChannel::EmailChannel(Workspace& workspace, std::function<EmailAccount()> account)
    : workspace_(workspace), account_(std::move(account)) {}

EmailChannel::~EmailChannel() { stop(); }

void EmailChannel::start() {
    settle_interrupted();
    thread_ = std::thread([this] { run(); });
}

void EmailChannel::stop() {
    {
        const std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void EmailChannel::wake() {
    {
        const std::lock_guard guard(mutex_);
        work_ = true;
    }
    woken_.notify_all();
}

void EmailChannel::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        work_ = false;
        lock.unlock();
        try {
            deliver_waiting();
        } catch (const std::exception& failure) {
            log_error("email.failed", {{"reason", failure.what()}});
        }
        lock.lock();
        woken_.wait_for(lock, look_again_after, [this] { return work_ || stopping_; });
    }
}

void EmailChannel::settle_interrupted() {
    Session session(workspace_, postman());
    for (auto& sent : with_status(session, "sending")) {
        sent.set(message.status, "uncertain");
        sent.set(message.detail, "Élan s’est arrêté pendant l’envoi : le message est peut-être arrivé.");
        session.commit("note_outcome", {sent});
    }
}

int EmailChannel::deliver_waiting() {
    const auto account = account_();
    if (!account.configured()) return 0;
    Session session(workspace_, postman());
    int delivered = 0;
    for (auto& waiting : with_status(session, "queued")) {
        if (waiting[message.epoch] != workspace_.epoch()) continue;
        if (waiting[message.attempts] > 0 && next_try(waiting) > session.now_ms()) continue;
        deliver(account, std::move(waiting));
        ++delivered;
    }
    return delivered;
}

void EmailChannel::deliver(const EmailAccount& account, Record sent) {
    Session session(workspace_, postman());
    sent.set(message.status, "sending");
    sent.set(message.sent_at, session.now_ms());
    sent.set(message.attempts, sent[message.attempts] + 1);
    try {
        session.commit("send", {sent});
    } catch (const StaleRecord&) {
        return;  // cancelled meanwhile, or taken by another server
    }
    FAILPOINT("email.before_conversation");

    Outcome outcome;
    try {
        const Egress egress({.hosts = {account.server.host}, .private_addresses = account.private_addresses});
        const auto wire = mime_of({.from_name = account.from_name,
                                   .from = account.from,
                                   .to = sent[message.to],
                                   .subject = sent[message.subject],
                                   .text = sent[message.body],
                                   .message_id = sent.id() + "@" + account.from.substr(account.from.find('@') + 1),
                                   .date = session.now_ms()});
        outcome = outcome_of(egress.send_mail(account.server, account.from, sent[message.to], wire));
    } catch (const Refusal& refusal) {
        outcome = {"refused", refusal.message};
    }
    FAILPOINT("email.after_conversation");
    if (outcome.status == "queued" && sent[message.attempts] >= most_attempts)
        outcome = {"refused", "Abandonné après huit essais. " + outcome.detail};

    auto noted = session.get(session.object(message), sent.id());
    noted.set(message.status, outcome.status);
    noted.set(message.detail, outcome.detail);
    session.commit("note_outcome", {noted});
}

}  // namespace elan
