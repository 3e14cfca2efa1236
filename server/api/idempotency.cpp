#include "api/idempotency.hpp"

#include <condition_variable>
#include <mutex>
#include <set>

#include "api/record_json.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/failpoint.hpp"

namespace elan::api {

namespace {

constexpr std::size_t longest_key = 255;

struct Claim {
    std::string actor, key, request;
};

struct KeptAnswer {
    std::string request, body;
    int status = 0;
};

// Requests with one key take turns within this process; across servers the primary key of the table decides.
class TurnTaking {
 public:
    void enter(const std::string& key) {
        std::unique_lock lock(mutex_);
        left_.wait(lock, [&] { return !inside_.contains(key); });
        inside_.insert(key);
    }
    void leave(const std::string& key) {
        {
            const std::lock_guard lock(mutex_);
            inside_.erase(key);
        }
        left_.notify_all();
    }

 private:
    std::mutex mutex_;
    std::condition_variable left_;
    std::set<std::string> inside_;
};
TurnTaking turns;

struct Turn {
    explicit Turn(std::string key) : key_(std::move(key)) { turns.enter(key_); }
    ~Turn() { turns.leave(key_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

 private:
    std::string key_;
};

std::string fingerprint(const http::Request& request) {
    std::string text(http::word_of(request.method));
    text += ' ';
    text += request.path;
    text += '\n';
    text += request.whole_body();
    return base64url(sha256(text));
}

std::optional<KeptAnswer> kept_answer(Session& session, const Claim& claim) {
    std::optional<KeptAnswer> kept;
    session.workspace().database().read([&](db::Connection& connection) {
        connection.query(
            "select request, status, body from idempotency where actor = $1 and key = $2",
            db::Values{claim.actor, claim.key}, [&](const db::Row& row) {
                kept = {std::string(row.text(0)), std::string(row.text(2)), static_cast<int>(row.integer(1))};
            });
    });
    return kept;
}

// The server died between the effect and its answer: the effect is told from the log.
http::Response answer_from_log(Session& session, std::int64_t commit) {
    JsonWriter out;
    out.begin_object().field("commit", commit);
    std::vector<Change> changes;
    session.workspace().database().read(
        [&](db::Connection& connection) { changes = commit_changes(connection, commit); });
    if (!changes.empty()) {
        const auto* object = session.catalogue().find(changes.front().object);
        auto record = object ? session.find(*object, changes.front().record) : std::nullopt;
        if (record) write_record(out.key("record"), session, *record);
    }
    out.end_object();
    return http::Response::json(out.take());
}

http::Response answer_again(Session& session, const Claim& claim, const KeptAnswer& kept) {
    if (kept.request != claim.request) {
        throw Refusal{Problem::Invalid,
                      "Cette clé d’idempotence a déjà servi pour une autre demande : utilisez-en une nouvelle.",
                      "idempotency_mismatch"};
    }
    if (kept.status == 0) return answer_from_log(session, std::stoll(kept.body));
    return http::Response::json(kept.body, kept.status).header("Idempotent-Replayed", "true");
}

// The first commit of the request claims the key; should another server hold it, this commit must not happen.
void claim_in_each_commit(Session& session, const Claim& claim) {
    session.also_in_each_commit([&session, claim, claimed = false](db::Connection& connection,
                                                                   std::int64_t commit) mutable {
        const auto inserted = connection.execute(
            "insert into idempotency (actor, key, request, status, body, created_at) values ($1, $2, $3, 0, $4, $5) "
            "on conflict (actor, key) do nothing",
            db::Values{claim.actor, claim.key, claim.request, std::to_string(commit), session.now_ms()});
        refuse_if(inserted == 0 && !claimed, "La même demande est déjà en cours. Réessayez dans un instant.");
        claimed = true;
    });
}

void keep_answer(Session& session, const Claim& claim, const http::Response& response) {
    session.workspace().database().write([&](db::Connection& connection) {
        connection.execute(
            "insert into idempotency (actor, key, request, status, body, created_at) values ($1, $2, $3, $4, $5, $6) "
            "on conflict (actor, key) do update set status = excluded.status, body = excluded.body",
            db::Values{claim.actor, claim.key, claim.request, std::int64_t{response.status}, response.body,
                       session.now_ms()});
    });
}

}  // namespace

http::Response answer_once(Session& session, http::Request& request, const Handler& handler) {
    const auto key = request.headers["Idempotency-Key"];
    if (key.empty()) return handler(session, request);
    if (key.size() > longest_key) refuse({{"Idempotency-Key", "Au plus 255 caractères."}});

    const Claim claim{session.actor().user_id, std::string(key), fingerprint(request)};
    const Turn turn(claim.actor + '\n' + claim.key);
    if (const auto kept = kept_answer(session, claim)) return answer_again(session, claim, *kept);

    claim_in_each_commit(session, claim);
    auto response = handler(session, request);
    FAILPOINT("idempotency.before_answer_is_kept");
    keep_answer(session, claim, response);
    return response;
}

void forget_old_answers(Workspace& workspace) {
    workspace.database().write([&](db::Connection& connection) {
        connection.execute("delete from idempotency where created_at < $1",
                           db::Values{workspace.clock().now_ms() - answers_kept_ms});
    });
}

}  // namespace elan::api
