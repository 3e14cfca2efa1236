#pragma once

#include <functional>
#include <string>
#include <vector>

#include "objects/catalogue.hpp"
#include "people/actor.hpp"

// The change log: one line for each record a commit touched, in commit order. A line holds the values before and after
// by field id, so that a rename is a rename. Enduring; everything that follows from a write reads it.
namespace elan {

struct FieldChange {
    std::string field;  // id
    Value before, after;
};

struct Change {
    std::int64_t position = 0;
    std::int64_t commit = 0;
    std::int64_t at = 0;  // UTC milliseconds
    std::string author;   // user id, "" for the system
    std::string way;      // way_key
    std::string action;   // "create", "change", "delete", "convert"…
    std::string object, record;
    bool created = false;
    bool erased = false;  // its values were erased on a person's request; the digest still proves the line
    std::vector<FieldChange> fields;
};

// Lines after a position, in order, at most `limit`.
std::vector<Change> read_log(db::Connection& connection, std::int64_t after, int limit);
// Lines of one record, newest first, before a position (0: from the newest).
std::vector<Change> record_history(db::Connection& connection, std::string_view record, std::int64_t before, int limit);
std::vector<Change> commit_changes(db::Connection& connection, std::int64_t commit);
std::int64_t last_position(db::Connection& connection);

// Walks the hash chain; the complaints with their commit number, empty when nothing was edited, removed, swapped or
// inserted.
std::vector<std::string> audit_complaints(db::Connection& connection, const std::string& chain_key,
                                          const std::function<void(std::int64_t)>& progress = {});

// {"field":[before,after],…} as stored in a line, and back.
std::string changes_json(const std::vector<FieldChange>& fields);
std::vector<FieldChange> parse_changes(std::string_view json);

}  // namespace elan
