#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "changes/log.hpp"
#include "changes/workspace.hpp"

namespace elan {

// Do this action on this record at that moment, once. The only way anything waits.
struct Timer {
    std::string id;  // made from what it is for ("reminder:<task id>"): setting it again moves it, so no repetition
    std::int64_t due_at = 0;
    std::string object, record, action;
    std::string inputs = "{}";  // JSON
};

// Everything one write consists of. `records` that did not change are left out by the door itself.
struct Commit {
    std::string action;
    std::vector<Record> records;
    std::vector<Timer> timers;
    std::vector<std::string> cancelled_timers;  // ids
    // Runs in the same transaction after the log was written; for what must be as durable as the records: an
    // idempotency answer, a reader's position, a counter. Gets the commit's number (0 when nothing changed).
    std::function<void(db::Connection&, std::int64_t)> also;
    // Runs in the same transaction before anything is written; may refuse.
    std::function<void(db::Connection&)> first;
};

// Another write changed a record since it was read.
struct StaleRecord : std::runtime_error {
    explicit StaleRecord(std::string record_id) : std::runtime_error("stale record"), record(std::move(record_id)) {}
    std::string record;
};

// THE door. In one transaction: checks that each record is still as it was read (else StaleRecord), writes the records,
// appends the log and its hash chain, sets the timers. Returns the commit's number, 0 when nothing changed. The records
// get their new revision. A unique index that refuses is answered as a Refusal naming the field.
std::int64_t commit(Workspace& workspace, const Actor& actor, Commit& what);

// The part of `commit` that runs inside a transaction at hand (readers and imports bring their own).
std::int64_t commit_in(db::Connection& connection, Workspace& workspace, const Actor& actor, Commit& what);

}  // namespace elan
