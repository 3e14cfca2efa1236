#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "objects/catalogue.hpp"
#include "people/actor.hpp"
#include "people/guesses.hpp"
#include "platform/crypto/random.hpp"

namespace elan {

// A person at a door: what he proves himself with and from where.
struct SignInAttempt {
    std::string email, password, code, address, agent;
};

struct SignedIn {
    std::string user_id;
    std::string secret;  // of the session cookie; kept hashed here
};

struct OpenSignIn {
    std::string id, address, agent;
    std::int64_t created_at = 0, last_seen_at = 0;
    bool current = false;
};

struct ApiKey {
    std::string id, name, user_id, scopes;
    std::int64_t created_at = 0, expires_at = 0, last_used_at = 0;
};

// Signing in, by every door: session, API key, one-time link (reliability D.2). Secrets are kept hashed; each door asks
// the same budget of guesses first.
class People {
 public:
    struct Parts {
        db::Database& database;
        const Clock& clock;
        Randomness& randomness;
        std::string master_key;
        std::function<const Catalogue&()> catalogue;
    };
    explicit People(Parts parts);

    static std::string_view cookie_name(bool secure) { return secure ? "__Host-elan_s" : "elan_s"; }
    static Actor nobody();  // may nothing; public routes run as him

    // Sign-in. Refuses bad credentials (Unauthenticated "bad_credentials", the same for unknown accounts), and asks for
    // the second factor ("totp_required").
    SignedIn sign_in(const SignInAttempt& attempt);
    SignedIn sign_in_as(const std::string& user_id, const std::string& address, const std::string& agent);
    void sign_out(const std::string& secret);
    std::optional<Actor> actor_of_session(std::string_view secret);
    Actor actor_of_key(std::string_view key, const std::string& address);  // refuses a wrong or expired one
    Actor actor_of_user(const std::string& user_id, Way way);              // refuses when he may not sign in
    std::vector<OpenSignIn> open_sign_ins(const std::string& user_id, std::string_view current_secret);
    void end_sign_in(const std::string& user_id, const std::string& id);
    void end_all_sign_ins(const std::string& user_id);

    // Passwords.
    void set_password(const std::string& user_id, std::string_view password);
    void require_password(const std::string& user_id, std::string_view password, const std::string& address);
    bool has_password(const std::string& user_id);

    // Second factor.
    struct TotpOffer {
        std::string secret, address, picture;
    };
    TotpOffer offer_totp(const std::string& user_id, const std::string& account);
    std::vector<std::string> confirm_totp(const std::string& user_id, std::string_view code,
                                          const std::string& address);  // recovery codes
    void remove_totp(const std::string& user_id);
    bool has_totp(const std::string& user_id);

    // Links that work once: "set_up", "invitation", "reset". Only their hash is kept.
    std::string make_link(std::string_view purpose, const std::string& user_id, std::int64_t valid_ms);
    // The user the link is for; the link is used up. Refuses (Gone) a wrong, used or old one.
    std::string use_link(std::string_view purpose, std::string_view secret, const std::string& address);

    // API keys: elan_pat_… with a checksum for scanners; shown once.
    std::pair<std::string, std::string> make_key(const std::string& user_id, const std::string& name,
                                                 const std::string& scopes,
                                                 std::int64_t expires_at);  // id, key
    std::vector<ApiKey> keys_of(const std::string& user_id);                // "" for all
    bool remove_key(const std::string& id, const std::string& user_id);     // user "" for any

    std::optional<std::string> user_by_email(std::string_view email);
    bool any_user();
    Guesses& guesses() { return guesses_; }

 private:
    struct Known {
        Actor actor;
        std::int64_t read_at = 0;
        std::string sign_in_id;
    };
    std::optional<Record> user_record(const std::string& user_id);
    void check_second_factor(const std::string& user_id, const SignInAttempt& attempt);
    bool use_recovery_code(const std::string& user_id, std::string_view code);
    std::string sealing_key() const;

    Parts parts_;
    Guesses guesses_;
    std::mutex mutex_;
    std::map<std::string, Known, std::less<>> known_;  // by hashed secret, for one second at most
};

}  // namespace elan
