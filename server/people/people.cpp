#include "people/people.hpp"

#include "insight/identifiers/email.hpp"
#include "insight/text/fold.hpp"
#include "people/password.hpp"
#include "people/user.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/sealed.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/refusal.hpp"

#include "objects/query.hpp"

namespace elan {

namespace {

constexpr std::int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;
constexpr std::int64_t idle_limit = 8 * hour;
constexpr std::int64_t absolute_limit = 7 * day;
// A right that was withdrawn must be gone within a second, so nothing is remembered longer.
constexpr std::int64_t remembered_ms = 1000;
constexpr std::size_t most_remembered = 10'000;

std::string hashed(std::string_view secret) { return base64url(sha256(secret)); }

[[noreturn]] void refuse_credentials() {
    refuse(Problem::Unauthenticated, "Adresse e-mail ou mot de passe incorrect.", "bad_credentials");
}

const std::set<std::string> all_scopes = {"read", "write", "import", "export", "admin"};

std::set<std::string> split_scopes(std::string_view text) {
    std::set<std::string> scopes;
    while (!text.empty()) {
        const auto comma = text.find(',');
        scopes.emplace(text.substr(0, comma));
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return scopes;
}

// The teams at or below one, following parents; a loop made by mistake ends.
std::set<std::string> teams_below(const std::vector<Record>& teams, const std::string& top) {
    std::set<std::string> below = {top};
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto& one : teams) {
            if (below.contains(one[team.parent])) grew = below.insert(one.id()).second || grew;
        }
    }
    return below;
}

// One budget for an account, however its address is written and whatever door is tried; for an unknown one too, so that
// a slower answer does not tell them apart.
std::string account_guessed(const std::optional<std::string>& user_id, std::string_view email) {
    return user_id ? *user_id : fold(email);
}

constexpr std::string_view key_start = "elan_pat_";

std::string key_checksum(std::string_view body) { return base64url(sha256(body)).substr(0, 6); }

}  // namespace

People::People(Parts parts) : parts_(std::move(parts)), guesses_(parts_.clock) {}

Actor People::nobody() {
    Actor actor;
    actor.role = &role("");
    actor.way = Way::Form;
    return actor;
}

std::string People::sealing_key() const { return hkdf_sha256(parts_.master_key, "elan credentials", 32); }

std::optional<Record> People::user_record(const std::string& user_id) {
    std::optional<Record> found;
    const auto& users = parts_.catalogue().object(user);
    parts_.database.read(
        [&](db::Connection& connection) { found = read_record(connection, users, user_id, Filter::everything()); });
    if (found && (found->in_bin() || (*found)[user.active] == 0)) found.reset();
    return found;
}

std::optional<std::string> People::user_by_email(std::string_view email) {
    std::optional<std::string> id;
    const auto& users = parts_.catalogue().object(user);
    const auto checked = check_email(email);
    Query same{.object = &users};
    // Phones begin what one types with a capital; no mail server of our time tells Zoe@ from zoe@.
    const auto typed = checked.plausible() ? checked.value : std::string(email);
    same.filter = Filter::any({Filter::is(user.email, typed), Filter::is(user.email, fold(typed))});
    same.limit = 1;
    parts_.database.read([&](db::Connection& connection) {
        const auto page = run_query(connection, same);
        if (!page.records.empty()) id = page.records.front().id();
    });
    return id;
}

bool People::any_user() {
    std::int64_t count = 0;
    parts_.database.read(
        [&](db::Connection& connection) { count = connection.first_integer("select count(*) from o_user"); });
    return count > 0;
}

Actor People::actor_of_user(const std::string& user_id, Way way) {
    const auto record = user_record(user_id);
    if (!record) refuse(Problem::Unauthenticated, "Ce compte n’est plus actif.", "sign_in");
    Actor actor{.user_id = user_id,
                .name = (*record)[user.name],
                .role = &role((*record)[user.role]),
                .team_ids = {},
                .team_mates = {user_id},
                .scopes = all_scopes,
                .way = way,
                .time_zone = record->has(user.time_zone) ? (*record)[user.time_zone] : "Europe/Paris",
                .locale = record->has(user.locale) ? (*record)[user.locale] : "fr"};
    if (!record->has(user.team)) return actor;

    const auto& catalogue = parts_.catalogue();
    parts_.database.read([&](db::Connection& connection) {
        Query all_teams{.object = &catalogue.object(team)};
        all_teams.limit = 1000;
        const auto below = teams_below(run_query(connection, all_teams).records, (*record)[user.team]);
        actor.team_ids = {(*record)[user.team]};
        Query mates{.object = &catalogue.object(user)};
        mates.filter = Filter::condition(user.team.index, Filter::Op::In, db::Values(below.begin(), below.end()));
        mates.limit = 500;
        for (const auto& mate : run_query(connection, mates).records) actor.team_mates.push_back(mate.id());
    });
    return actor;
}

SignedIn People::sign_in(const SignInAttempt& attempt) {
    const auto user_id = user_by_email(attempt.email);
    const auto account = account_guessed(user_id, attempt.email);
    guesses_.admit(account, attempt.address);
    std::string hash;
    if (user_id) {
        parts_.database.read([&](db::Connection& connection) {
            const auto stored =
                connection.first("select password from credentials where user_id = $1", db::Values{*user_id});
            if (const auto* text = std::get_if<std::string>(&stored)) hash = *text;
        });
    }
    // An unknown account costs as much time as a known one.
    if (hash.empty()) compare_with_nothing(attempt.password);
    if (hash.empty() || !password_matches(hash, attempt.password) || !user_record(*user_id)) {
        guesses_.failed(account, attempt.address);
        refuse_credentials();
    }
    check_second_factor(*user_id, attempt);
    guesses_.succeeded(account, attempt.address);
    return sign_in_as(*user_id, attempt.address, attempt.agent);
}

void People::check_second_factor(const std::string& user_id, const SignInAttempt& attempt) {
    std::string sealed;
    std::int64_t used_step = 0;
    parts_.database.read([&](db::Connection& connection) {
        connection.query("select totp, totp_step from credentials where user_id = $1", db::Values{user_id},
                         [&](const db::Row& row) {
                             sealed = row.text(0);
                             used_step = row.integer(1);
                         });
    });
    if (sealed.empty()) return;
    if (attempt.code.empty())
        refuse(Problem::Unauthenticated, "Saisissez le code de votre application d’authentification.", "totp_required");

    const auto secret = unseal(sealing_key(), sealed, user_id);
    const auto step = secret ? totp_step(*secret, attempt.code, parts_.clock.now_ms()) : std::nullopt;
    bool fresh = false;
    if (step && *step > used_step) {
        // The step is used up in the same statement, so that two requests with one code cannot both pass.
        parts_.database.write([&](db::Connection& connection) {
            fresh = connection.execute("update credentials set totp_step = $2 where user_id = $1 and totp_step < $2",
                                       db::Values{user_id, *step}) == 1;
        });
    }
    if (fresh || use_recovery_code(user_id, attempt.code)) return;
    guesses_.failed(user_id, attempt.address);
    refuse(Problem::Unauthenticated, "Ce code est faux ou a déjà servi.", "totp_required");
}

bool People::use_recovery_code(const std::string& user_id, std::string_view code) {
    const auto mark = ',' + hashed(code) + ',';
    bool used = false;
    parts_.database.write([&](db::Connection& connection) {
        used = connection.execute(
                   "update credentials set recovery = replace(recovery, $2, ',') where user_id = $1 and "
                   "replace(recovery, $2, ',') <> recovery",
                   db::Values{user_id, mark}) == 1;
    });
    return used;
}

SignedIn People::sign_in_as(const std::string& user_id, const std::string& address, const std::string& agent) {
    SignedIn signed_in{.user_id = user_id, .secret = parts_.randomness.secret()};
    const auto now = parts_.clock.now_ms();
    parts_.database.write([&](db::Connection& connection) {
        connection.execute("delete from sign_ins where expires_at < $1", db::Values{now});
        connection.execute(
            "insert into sign_ins (id, secret, user_id, created_at, last_seen_at, expires_at, address, agent) values "
            "($1,$2,$3,$4,$4,$5,$6,$7)",
            db::Values{base64url(parts_.randomness.bytes(12)), hashed(signed_in.secret), user_id, now,
                       now + absolute_limit, address, agent.substr(0, 300)});
    });
    return signed_in;
}

void People::sign_out(const std::string& secret) {
    parts_.database.write([&](db::Connection& connection) {
        connection.execute("delete from sign_ins where secret = $1", db::Values{hashed(secret)});
    });
    const std::lock_guard guard(mutex_);
    known_.erase(hashed(secret));
}

std::optional<Actor> People::actor_of_session(std::string_view secret) {
    const auto key = hashed(secret);
    const auto mono = parts_.clock.mono_ms();
    {
        const std::lock_guard guard(mutex_);
        const auto known = known_.find(key);
        if (known != known_.end() && mono - known->second.read_at < remembered_ms) return known->second.actor;
    }
    const auto now = parts_.clock.now_ms();
    std::string user_id, id;
    std::int64_t last_seen = 0;
    parts_.database.read([&](db::Connection& connection) {
        connection.query(
            "select user_id, id, last_seen_at from sign_ins where secret = $1 and expires_at > $2 and last_seen_at > "
            "$3",
            db::Values{key, now, now - idle_limit}, [&](const db::Row& row) {
                user_id = row.text(0);
                id = row.text(1);
                last_seen = row.integer(2);
            });
    });
    if (user_id.empty() || !user_record(user_id)) return std::nullopt;
    if (now - last_seen > minute) {
        parts_.database.write([&](db::Connection& connection) {
            connection.execute("update sign_ins set last_seen_at = $2 where id = $1", db::Values{id, now});
        });
    }
    Known known{.actor = actor_of_user(user_id, Way::Screen), .read_at = mono, .sign_in_id = id};
    const std::lock_guard guard(mutex_);
    if (known_.size() >= most_remembered) known_.clear();
    return known_.insert_or_assign(key, std::move(known)).first->second.actor;
}

Actor People::actor_of_key(std::string_view key, const std::string& address) {
    const auto refuse_key = [&] {
        guesses_.failed("api key", address);
        refuse(Problem::Unauthenticated, "Cette clé d’API n’est pas valable ou a expiré.", "bad_key");
    };
    const auto hash = hashed(key);
    const auto mono = parts_.clock.mono_ms();
    {
        const std::lock_guard guard(mutex_);
        const auto known = known_.find(hash);
        if (known != known_.end() && mono - known->second.read_at < remembered_ms) return known->second.actor;
    }
    guesses_.admit("api key", address);
    std::string user_id, scopes, id;
    std::int64_t used = 0;
    const auto now = parts_.clock.now_ms();
    parts_.database.read([&](db::Connection& connection) {
        connection.query(
            "select user_id, scopes, id, coalesce(last_used_at, 0) from api_keys where secret = $1 and expires_at > $2",
            db::Values{hash, now}, [&](const db::Row& row) {
                user_id = row.text(0);
                scopes = row.text(1);
                id = row.text(2);
                used = row.integer(3);
            });
    });
    if (user_id.empty()) refuse_key();
    auto actor = actor_of_user(user_id, Way::Api);
    actor.scopes = split_scopes(scopes);
    if (now - used > minute) {
        parts_.database.write([&](db::Connection& connection) {
            connection.execute("update api_keys set last_used_at = $2 where id = $1", db::Values{id, now});
        });
    }
    const std::lock_guard guard(mutex_);
    if (known_.size() >= most_remembered) known_.clear();
    known_.insert_or_assign(hash, Known{.actor = actor, .read_at = mono, .sign_in_id = id});
    return actor;
}

std::vector<OpenSignIn> People::open_sign_ins(const std::string& user_id, std::string_view current_secret) {
    std::vector<OpenSignIn> open;
    const auto current = hashed(current_secret);
    const auto now = parts_.clock.now_ms();
    parts_.database.read([&](db::Connection& connection) {
        connection.query(
            "select id, address, agent, created_at, last_seen_at, secret from sign_ins where user_id = $1 and "
            "expires_at > $2 and last_seen_at > $3 "
            "order by last_seen_at desc",
            db::Values{user_id, now, now - idle_limit}, [&](const db::Row& row) {
                open.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                                row.integer(3), row.integer(4), row.text(5) == current});
            });
    });
    return open;
}

void People::end_sign_in(const std::string& user_id, const std::string& id) {
    parts_.database.write([&](db::Connection& connection) {
        connection.execute("delete from sign_ins where user_id = $1 and id = $2", db::Values{user_id, id});
    });
    const std::lock_guard guard(mutex_);
    std::erase_if(known_, [&](const auto& entry) { return entry.second.sign_in_id == id; });
}

void People::end_all_sign_ins(const std::string& user_id) {
    parts_.database.write([&](db::Connection& connection) {
        connection.execute("delete from sign_ins where user_id = $1", db::Values{user_id});
    });
    const std::lock_guard guard(mutex_);
    std::erase_if(known_, [&](const auto& entry) { return entry.second.actor.user_id == user_id; });
}

void People::set_password(const std::string& user_id, std::string_view password) {
    const auto record = user_record(user_id);
    const auto complaint =
        password_complaint(password, record ? (*record)[user.email] : "", record ? (*record)[user.name] : "");
    if (!complaint.empty()) refuse({{"password", complaint}});
    const auto hash = hash_password(password);
    parts_.database.write([&](db::Connection& connection) {
        connection.execute(
            "insert into credentials (user_id, password, totp_step, recovery) values ($1, $2, 0, '') on conflict "
            "(user_id) do update set password = "
            "excluded.password",
            db::Values{user_id, hash});
    });
    end_all_sign_ins(user_id);
}

bool People::has_password(const std::string& user_id) {
    bool has = false;
    parts_.database.read([&](db::Connection& connection) {
        has = connection.first_integer("select count(*) from credentials where user_id = $1 and password is not null",
                                       db::Values{user_id}) > 0;
    });
    return has;
}

void People::require_password(const std::string& user_id, std::string_view password, const std::string& address) {
    guesses_.admit(user_id, address);
    std::string hash;
    parts_.database.read([&](db::Connection& connection) {
        const auto stored =
            connection.first("select password from credentials where user_id = $1", db::Values{user_id});
        if (const auto* text = std::get_if<std::string>(&stored)) hash = *text;
    });
    if (!hash.empty() && password_matches(hash, password)) return guesses_.succeeded(user_id, address);
    guesses_.failed(user_id, address);
    refuse({{"current", "Ce mot de passe n’est pas le vôtre."}});
}

People::TotpOffer People::offer_totp(const std::string& user_id, const std::string& account) {
    const auto secret = parts_.randomness.bytes(20);
    parts_.database.write([&](db::Connection& connection) {
        connection.execute("update credentials set totp_pending = $2 where user_id = $1",
                           db::Values{user_id, seal(sealing_key(), secret, user_id, parts_.randomness)});
    });
    const auto address = totp_address(secret, account, "Élan");
    return {.secret = base32(secret), .address = address, .picture = qr_svg(address)};
}

std::vector<std::string> People::confirm_totp(const std::string& user_id, std::string_view code,
                                              const std::string& address) {
    guesses_.admit(user_id, address);
    std::string sealed;
    parts_.database.read([&](db::Connection& connection) {
        const auto stored =
            connection.first("select totp_pending from credentials where user_id = $1", db::Values{user_id});
        if (const auto* text = std::get_if<std::string>(&stored)) sealed = *text;
    });
    const auto secret = unseal(sealing_key(), sealed, user_id);
    const auto step = secret ? totp_step(*secret, code, parts_.clock.now_ms()) : std::nullopt;
    if (!step) {
        guesses_.failed(user_id, address);
        refuse({{"code", "Ce code est faux. Vérifiez l’heure de votre téléphone."}});
    }
    std::vector<std::string> codes;
    std::string marks = ",";
    for (int i = 0; i < 10; ++i) {
        codes.push_back(base32(parts_.randomness.bytes(10)));
        marks += hashed(codes.back()) + ",,";
    }
    parts_.database.write([&](db::Connection& connection) {
        connection.execute(
            "update credentials set totp = totp_pending, totp_pending = null, totp_step = $2, recovery = $3 where "
            "user_id = $1",
            db::Values{user_id, *step, marks});
    });
    return codes;
}

void People::remove_totp(const std::string& user_id) {
    parts_.database.write([&](db::Connection& connection) {
        connection.execute("update credentials set totp = null, totp_pending = null, recovery = '' where user_id = $1",
                           db::Values{user_id});
    });
}

bool People::has_totp(const std::string& user_id) {
    bool has = false;
    parts_.database.read([&](db::Connection& connection) {
        has = connection.first_integer("select count(*) from credentials where user_id = $1 and totp is not null",
                                       db::Values{user_id}) > 0;
    });
    return has;
}

std::string People::make_link(std::string_view purpose, const std::string& user_id, std::int64_t valid_ms) {
    const auto secret = parts_.randomness.secret();
    parts_.database.write([&](db::Connection& connection) {
        connection.execute("delete from one_time_links where purpose = $1 and user_id = $2",
                           db::Values{std::string(purpose), user_id});
        connection.execute("insert into one_time_links (secret, purpose, user_id, expires_at) values ($1, $2, $3, $4)",
                           db::Values{hashed(secret), std::string(purpose), user_id, parts_.clock.now_ms() + valid_ms});
    });
    return secret;
}

std::string People::use_link(std::string_view purpose, std::string_view secret, const std::string& address) {
    guesses_.admit(std::string(purpose), address);
    std::optional<std::string> user_id;
    parts_.database.write([&](db::Connection& connection) {
        const db::Values link{hashed(secret), std::string(purpose), parts_.clock.now_ms()};
        connection.query("select user_id from one_time_links where secret = $1 and purpose = $2 and expires_at > $3",
                         link, [&](const db::Row& row) { user_id = std::string(row.text(0)); });
        connection.execute("delete from one_time_links where secret = $1", db::Values{hashed(secret)});
    });
    if (user_id) return *user_id;
    guesses_.failed(std::string(purpose), address);
    refuse(Problem::Gone, "Ce lien a déjà servi ou a expiré. Demandez-en un nouveau.", "link_used");
}

std::pair<std::string, std::string> People::make_key(const std::string& user_id, const std::string& name,
                                                     const std::string& scopes, std::int64_t expires_at) {
    const auto body = parts_.randomness.secret();
    const auto key = std::string(key_start) + body + '_' + key_checksum(body);
    const auto id = base64url(parts_.randomness.bytes(12));
    parts_.database.write([&](db::Connection& connection) {
        connection.execute(
            "insert into api_keys (id, secret, name, user_id, scopes, created_at, expires_at) values "
            "($1,$2,$3,$4,$5,$6,$7)",
            db::Values{id, hashed(key), name, user_id, scopes, parts_.clock.now_ms(), expires_at});
    });
    return {id, key};
}

std::vector<ApiKey> People::keys_of(const std::string& user_id) {
    std::vector<ApiKey> keys;
    parts_.database.read([&](db::Connection& connection) {
        connection.query(
            "select id, name, user_id, scopes, created_at, expires_at, coalesce(last_used_at, 0) from api_keys where "
            "user_id = $1 or $1 = '' order by "
            "created_at desc",
            db::Values{user_id}, [&](const db::Row& row) {
                keys.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                                std::string(row.text(3)), row.integer(4), row.integer(5), row.integer(6)});
            });
    });
    return keys;
}

bool People::remove_key(const std::string& id, const std::string& user_id) {
    bool removed = false;
    parts_.database.write([&](db::Connection& connection) {
        removed = connection.execute("delete from api_keys where id = $1 and (user_id = $2 or $2 = '')",
                                     db::Values{id, user_id}) == 1;
    });
    const std::lock_guard guard(mutex_);
    std::erase_if(known_, [&](const auto& entry) { return entry.second.sign_in_id == id; });
    return removed;
}

}  // namespace elan
