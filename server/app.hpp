#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "api/api.hpp"
#include "api/import/runner.hpp"
#include "changes/reader.hpp"
#include "changes/timers.hpp"
#include "changes/workspace.hpp"
#include "channels/email/email_channel.hpp"
#include "channels/web/form.hpp"
#include "people/people.hpp"
#include "platform/exclusive_file.hpp"
#include "platform/http/events.hpp"
#include "platform/http/router.hpp"

namespace elan {

// Where a workspace lives: a directory on SQLite; on PostgreSQL the directory holds keys and files, the rest is in the
// schema.
struct Place {
    std::filesystem::path folder;
    std::string postgres_url;  // "" for SQLite
    std::string schema = "elan";
};

// What a test replaces; nothing set means the real thing.
struct Injected {
    const Clock* clock = nullptr;
    Randomness* randomness = nullptr;
};

// The whole program around one workspace: the table of contents of Élan.
class App {
 public:
    explicit App(const Place& place, const Injected& injected = {}, const api::Allowances& allowances = {});
    ~App();

    Workspace& workspace() { return *workspace_; }
    People& people() { return *people_; }
    ReaderLoop& readers() { return *readers_; }
    TimerLoop& timers() { return *timers_; }
    EmailChannel& email() { return *email_; }
    imports::ImportRunner& imports() { return *imports_; }
    const http::Router& router() const { return router_; }
    void start();  // readers, timers and channels, each on its thread
    void stop();

 private:
    std::optional<std::filesystem::path> served_folder_;  // of a base that one program at a time may serve
    std::unique_ptr<ExclusiveFile> serving_;
    SystemClock system_clock_;
    SystemRandomness system_randomness_;
    std::unique_ptr<Workspace> workspace_;
    std::unique_ptr<People> people_;
    api::Limits limits_;
    http::EventHub events_;
    std::unique_ptr<ReaderLoop> readers_;
    std::unique_ptr<TimerLoop> timers_;
    std::unique_ptr<EmailChannel> email_;
    std::unique_ptr<imports::ImportRunner> imports_;
    http::Router router_;
    std::unique_ptr<api::Parts> parts_;
    std::unique_ptr<WebForms> forms_;
};

}  // namespace elan
