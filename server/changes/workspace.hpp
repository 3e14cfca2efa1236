#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "changes/log.hpp"
#include "objects/catalogue.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/random.hpp"
#include "platform/db/database.hpp"

namespace elan {

class Session;
struct Commit;

// A workflow's own rule on an object, run on each record before it is committed by whatever way (form, API, import,
// action): refuses or completes it.
struct Rule {
    std::string object;
    std::function<void(Session&, Record&, Commit&)> run;
};

// A figure that a workflow measures from real changes, never typed in.
struct Figure {
    double value = 0;
    std::int64_t count = 0;  // of observations; without any there is no value
    std::string filter;      // JSON of the records behind it
};
struct Indicator {
    std::string key;
    Label label;
    std::string unit;    // "h" or "%"
    std::string object;  // key of the records behind it
    double before = 0, target = 0;
    bool less_is_better = false;
    std::function<Figure(Session&, std::int64_t from, std::int64_t to)> measure;  // within the session's rights
};

// A change that some people are to hear of: whom, given the line of the log and the record as it is now.
struct Notice {
    std::string kind;    // a word the app knows, such as "undelivered"
    std::string object;  // key
    std::function<std::vector<std::string>(const Change& change, const Record& record)> whom;
};

// What one business folder adds to a workspace.
struct Workflow {
    std::vector<const Object*> objects;
    std::vector<const Action*> actions;
    std::vector<Rule> rules;
    std::vector<Indicator> indicators = {};
    std::vector<Notice> notices = {};
};

// What a workspace is built from; nothing in it is global, so that tests bring their own clock and randomness.
struct WorkspaceParts {
    std::unique_ptr<db::Database> database;
    std::filesystem::path folder;  // files, keys, imports; on SQLite the base too
    const Clock* clock = nullptr;
    Randomness* randomness = nullptr;
    std::vector<Workflow> workflows;
    std::string master_key;  // 32 bytes
};

// One customer company: its base, its catalogue, its clock. Nothing crosses workspaces.
class Workspace {
 public:
    // Opens the base: creates or upgrades the schema in one transaction, loads the customisation.
    explicit Workspace(WorkspaceParts parts);

    db::Database& database() { return *parts_.database; }
    const Clock& clock() const { return *parts_.clock; }
    Randomness& randomness() { return *parts_.randomness; }
    const std::filesystem::path& folder() const { return parts_.folder; }
    const std::string& master_key() const { return parts_.master_key; }
    const std::vector<Rule>& rules() const { return rules_; }
    const std::vector<Notice>& notices() const { return notices_; }
    const std::vector<Workflow>& workflows() const { return parts_.workflows; }
    std::string new_id();  // UUIDv7
    // Of the log's hash chain, derived from the master key.
    const std::string& chain_key() const { return chain_key_; }
    // Counts the restores of this base from a backup: what an older epoch was about to send stays parked.
    std::int64_t epoch() const { return epoch_; }

    // The catalogue now. The reference stays valid as long as the workspace (older ones are kept: records in flight
    // refer to them).
    const Catalogue& catalogue() const { return *catalogue_.load(); }
    // Replaces the customisation: checks it, changes the schema and the setting in one transaction, then publishes it.
    void customise(const std::function<void(Customisation&)>& edit);

    // A named JSON document of the workspace's settings, "" when absent. Enduring.
    std::string setting(std::string_view name);
    void set_setting(std::string_view name, std::string_view json);

 private:
    std::unique_ptr<Catalogue> make_catalogue(const Customisation& customisation) const;

    WorkspaceParts parts_;
    std::vector<Rule> rules_;
    std::vector<Notice> notices_;
    std::mutex customising_;
    std::vector<std::unique_ptr<Catalogue>> catalogues_;
    std::atomic<const Catalogue*> catalogue_;
    std::string chain_key_;
    std::int64_t epoch_ = 0;
};

// The same inside a transaction at hand.
std::string read_setting(db::Connection& connection, std::string_view name);
void write_setting(db::Connection& connection, std::string_view name, std::string_view json);

}  // namespace elan
