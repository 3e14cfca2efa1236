#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "changes/session.hpp"
#include "channels/email/delivery.hpp"

namespace elan {

// How the workspace sends mail; from its settings. Without a host, messages wait and say so.
struct EmailAccount {
    SmtpServer server;
    std::string from, from_name;
    bool private_addresses = false;  // the server stands on this machine or its network

    bool configured() const { return !server.host.empty(); }
    bool operator==(const EmailAccount&) const = default;
};

// Delivers the messages whose channel is e-mail. Before it talks to the server it notes "sending"; afterwards the
// outcome. A message found "sending" at start was in flight at a crash: nobody can know whether it arrived, so it ends
// as uncertain and is never sent again by itself (reliability, decision 1). A message of an older epoch waits for a
// person (decision 3).
class EmailChannel {
 public:
    EmailChannel(Workspace& workspace, std::function<EmailAccount()> account);
    ~EmailChannel();
    void start();
    void stop();
    void wake();
    int deliver_waiting();  // on the calling thread; how many were offered to the server
    // Those found "sending" for longer than that end as uncertain.
    void settle_interrupted(std::int64_t longer_than_ms);

 private:
    void run();
    bool offer(const EmailAccount& account, Record sent);
    Delivery outcome_of_offering(const EmailAccount& account, const Record& sent);
    bool rests(const EmailAccount& account) const;
    Workspace& workspace_;
    std::function<EmailAccount()> account_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool work_ = true;
    std::atomic<bool> stopping_ = false;
    // After the server could not be spoken to: nothing is tried before this moment unless the account is corrected.
    std::int64_t rest_until_ms_ = 0;
    EmailAccount resting_account_;
    std::thread thread_;
};

// The account kept in the settings; its password is sealed with the workspace's key.
EmailAccount read_email_account(Workspace& workspace);
void write_email_account(Workspace& workspace, const EmailAccount& account);

}  // namespace elan
