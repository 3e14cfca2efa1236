#include "channels/email/email_channel.hpp"

#include <fmt/format.h>

#include "changes/message.hpp"
#include "platform/failpoint.hpp"
#include "platform/log.hpp"

namespace elan {

namespace {

constexpr auto look_again_after = std::chrono::seconds(5);
constexpr std::int64_t most_attempts = 51;  // two days, as next_try() spaces them
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t longest_conversation_ms = 15 * minute_ms;  // no conversation with a mail server lasts longer

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

const char* status_of(const Delivery& delivery) {
    switch (delivery.outcome) {
        case Delivery::Delivered:
            return "delivered";
        case Delivery::Refused:
            return "refused";
        case Delivery::Uncertain:
            return "uncertain";
        case Delivery::TemporarilyRefused:
        case Delivery::NotSent:
            break;
    }
    return "queued";
}

}  // namespace

EmailChannel::EmailChannel(Workspace& workspace, std::function<EmailAccount()> account)
    : workspace_(workspace), account_(std::move(account)) {}

EmailChannel::~EmailChannel() { stop(); }

void EmailChannel::start() {
    // Nobody else serves a base on SQLite; on PostgreSQL another server may be in the middle of a conversation.
    settle_interrupted(workspace_.database().is_postgres() ? longest_conversation_ms : 0);
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
            settle_interrupted(longest_conversation_ms);
        } catch (const std::exception& failure) {
            log_error("email.failed", {{"reason", failure.what()}});
        }
        lock.lock();
        woken_.wait_for(lock, look_again_after, [this] { return work_ || stopping_; });
    }
}

void EmailChannel::settle_interrupted(std::int64_t longer_than_ms) {
    Session session(workspace_, postman());
    for (auto& sent : with_status(session, "sending")) {
        if (sent[message.sent_at] > session.now_ms() - longer_than_ms) continue;
        sent.set(message.status, "uncertain");
        sent.set(message.detail, "Élan s’est arrêté pendant l’envoi : le message est peut-être arrivé.");
        try {
            session.commit("note_outcome", {sent});
        } catch (const StaleRecord&) {
            // Its server noted the outcome after all.
        }
    }
}

int EmailChannel::deliver_waiting() {
    const auto account = account_();
    if (!account.configured() || rests(account)) return 0;
    Session session(workspace_, postman());
    int offered = 0;
    for (auto& waiting : with_status(session, "queued")) {
        if (waiting[message.epoch] != workspace_.epoch()) continue;
        if (waiting[message.attempts] > 0 && next_try(waiting) > session.now_ms()) continue;
        if (stopping_ || !offer(account, std::move(waiting))) break;
        ++offered;
    }
    return offered;
}

bool EmailChannel::rests(const EmailAccount& account) const {
    return account == resting_account_ && workspace_.clock().mono_ms() < rest_until_ms_;
}

// Whether others may follow: not when the server could not be spoken to, for they would fare no better.
bool EmailChannel::offer(const EmailAccount& account, Record sent) {
    Session session(workspace_, postman());
    sent.set(message.status, "sending");
    sent.set(message.sent_at, session.now_ms());
    sent.set(message.attempts, sent[message.attempts] + 1);
    try {
        session.commit("send", {sent});
    } catch (const StaleRecord&) {
        return true;  // cancelled meanwhile, or taken by another server
    }
    FAILPOINT("email.before_conversation");
    const auto delivery = outcome_of_offering(account, sent);
    FAILPOINT("email.after_conversation");

    auto noted = session.get(session.object(message), sent.id());
    noted.set(message.status, status_of(delivery));
    noted.set(message.detail, delivery.detail);
    session.commit("note_outcome", {noted});
    if (delivery.outcome != Delivery::NotSent) return true;
    log_warning("email.not_sent", {{"host", account.server.host}, {"reason", delivery.detail}});
    resting_account_ = account;
    rest_until_ms_ = workspace_.clock().mono_ms() + minute_ms;
    return false;
}

Delivery EmailChannel::outcome_of_offering(const EmailAccount& account, const Record& sent) {
    try {
        const Egress egress({.hosts = {account.server.host}, .private_addresses = account.private_addresses});
        const Mail mail{.from_name = account.from_name,
                        .from = account.from,
                        .to = sent[message.to],
                        .subject = sent[message.subject],
                        .text = sent.has(message.sealed_body) ? sent[message.sealed_body] : sent[message.body],
                        .message_id = sent.id() + "@" + account.from.substr(account.from.find('@') + 1),
                        .date = sent[message.created_at]};
        auto delivery = deliver(egress, account.server, mail, [this] { return stopping_.load(); });
        if (std::string_view(status_of(delivery)) == "queued" && sent[message.attempts] >= most_attempts)
            return {Delivery::Refused, "Abandonné après deux jours d’essais. " + delivery.detail};
        return delivery;
    } catch (const Refusal& refusal) {
        return {Delivery::Refused, refusal.message};
    }
}

}  // namespace elan
