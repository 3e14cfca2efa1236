#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "changes/session.hpp"
#include "platform/files/table.hpp"

// An import: a file somebody sent, what its columns mean, and how far it got. Kept in its own enduring table; position,
// counts, rejected rows and commits are written in the transaction of each batch, so that a stop at any moment loses
// and repeats nothing.
namespace elan::imports {

// What a column holds: a field of an object, or a part of its address ("street", "postal_code", "city", "country",
// "latitude", "longitude", "coordinates").
struct Target {
    std::string object, field, part;
    bool operator==(const Target&) const = default;
};

struct Mapping {
    std::string object;                                                // the one that a row is about
    std::map<std::size_t, Target> columns;                             // by column index
    std::map<std::string, std::string> keys;                           // object → field by which a record is known
    bool update_known = true;                                          // otherwise known records are left as they are
    bool skip_bad_cells = false;                                       // otherwise a bad cell rejects its row
    std::map<std::string, std::map<std::string, std::string>> values;  // field → text in the file → text meant
    files::TableChoices choices;                                       // corrections of what was detected
};

struct Counts {
    std::int64_t rows = 0, done = 0, created = 0, updated = 0, unchanged = 0, rejected = 0;
};

struct Import {
    std::string id, owner, file_name, state;  // ready, running, done, undone, failed, cancelled
    Mapping mapping;
    Counts counts;
    std::int64_t created_at = 0, started_at = 0, finished_at = 0;
    std::string failure;  // French, when it failed
};

void create_import_tables(db::Connection& connection);
std::filesystem::path file_of(Workspace& workspace, const std::string& id);

void insert_import(db::Connection& connection, const Import& import);
void update_import(db::Connection& connection, const Import& import);  // everything but id, owner and name
std::optional<Import> find_import(db::Connection& connection, const std::string& id);
std::vector<Import> imports_of(db::Connection& connection, const std::string& owner);  // "" for all; newest first
std::vector<std::string> running_imports(db::Connection& connection);
std::vector<std::int64_t> commits_of(db::Connection& connection, const std::string& id);  // in order

struct RejectedRow {
    std::int64_t row = 0;
    std::vector<std::string> cells;
    std::string reason;
};

// The import was stopped, or another process did these rows meanwhile: this batch must not be written.
struct TakenOver : std::runtime_error {
    TakenOver() : std::runtime_error("the import was taken over") {}
};
// Belongs in the batch's own transaction: the counts move on from `done_before` once, whoever does the rows.
void note_batch(db::Connection& connection, const Import& import, std::int64_t done_before, std::int64_t commit,
                const std::vector<RejectedRow>& rejected);
void each_rejected(db::Connection& connection, const std::string& id,
                   const std::function<void(const RejectedRow&)>& take);

std::string mapping_json(const Mapping& mapping);
// Reads what the wizard sends; members that are absent stay as in `before`. All complaints at once.
Mapping read_mapping(Session& session, Json json, const Mapping& before);

}  // namespace elan::imports
