#pragma once

#include <optional>
#include <string>
#include <vector>

#include "changes/commit.hpp"
#include "objects/query.hpp"
#include "people/actor.hpp"
#include "platform/refusal.hpp"

namespace elan {

// One actor at work in one workspace: what he may read he reads here, what he writes he commits here. All business code
// gets a Session and nothing else; the permission predicate is added here to every query, so no path can forget it.
class Session {
 public:
    Session(Workspace& workspace, Actor actor)
        : workspace_(workspace), actor_(std::move(actor)), catalogue_(workspace.catalogue()) {}

    Workspace& workspace() { return workspace_; }
    const Actor& actor() const { return actor_; }
    const Catalogue& catalogue() const { return catalogue_; }
    std::int64_t now_ms() const { return workspace_.clock().now_ms(); }
    FilterContext filter_context() const;
    // The workspace's form of a declaration of ours (with custom fields).
    const Object& object(const Object& declared) const { return catalogue_.object(declared); }

    // Reading. A record one may not see is exactly like one that does not exist.
    Record get(const Object& object, const std::string& id);  // refuses NotFound
    std::optional<Record> find(const Object& object, const std::string& id);
    std::vector<Record> get_many(const Object& object, const std::vector<std::string>& ids);
    std::vector<Record> get_many_to(const Object& object, const std::vector<std::string>& ids, Act act);
    RecordPage list(Query query, Act act = Act::Read);
    std::int64_t count(Query query, Act act = Act::Read);
    std::vector<Group> groups(Query query, const Grouping& by, const std::vector<Measure>& measures);
    // The titles of the records that these records link to, by id; of those one may see.
    std::vector<std::pair<std::string, std::string>> linked_titles(std::span<const Record> records);
    bool may(const Record& record, Act act);

    // Writing.
    Record make(const Object& object);  // new, with an id and defaults; owned by the actor
    std::int64_t commit(std::string action, std::vector<Record> records);
    std::int64_t commit(Commit what);
    // The record as it was written, rules and stamps included; what one has just written needs no second reading.
    Record commit_one(std::string action, Record record);
    // The number of the last commit of this session, 0 before.
    std::int64_t last_commit() const { return last_commit_; }
    // What every commit of this session must also do in its transaction (the API's idempotency answer).
    void also_in_each_commit(std::function<void(db::Connection&, std::int64_t)> also) { also_ = std::move(also); }

 private:
    std::int64_t pass_the_door(Commit& what);

    Workspace& workspace_;
    Actor actor_;
    const Catalogue& catalogue_;
    std::int64_t last_commit_ = 0;
    std::function<void(db::Connection&, std::int64_t)> also_;
};

// Accepts the given JSON members into the record: unknown, forbidden and wrong ones are all complained of at once
// (Refusal, Problem::Invalid, one entry a field). Members that are not the caller's to set count as unknown.
void fill(Session& session, Record& record, Json members);
// Complaints about the record as a whole: required fields that are empty, links that lead nowhere. Thrown all at once.
void require_complete(Session& session, const Record& record);

// The generic acts behind every route: permission, validation, rule, commit.
Record create_record(Session& session, const Object& object, Json members);
Record change_record(Session& session, const Object& object, const std::string& id,
                     std::optional<std::int64_t> expected_revision, Json members);
void delete_record(Session& session, const Object& object, const std::string& id,
                   std::optional<std::int64_t> expected_revision);
Record restore_record(Session& session, const Object& object, const std::string& id);

// Runs a declared action on a record, again from the start when another write came first (a few times, then Conflict).
Record run_action(Session& session, const Action& action, const std::string& record_id, Json inputs);
Inputs accept_inputs(Session& session, const Action& action, Json given);

}  // namespace elan
