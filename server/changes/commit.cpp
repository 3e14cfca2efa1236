#include "changes/commit.hpp"

#include <fmt/format.h>

#include "changes/chain.hpp"
#include "changes/timers.hpp"
#include "objects/table.hpp"
#include "platform/failpoint.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

struct Head {
    std::int64_t number = 0, position = 0;
    std::string chain;
};

Head read_head(db::Connection& connection) {
    Head head;
    connection.query("select number, last_position, chain from commits order by number desc limit 1", {},
                     [&](const db::Row& row) {
                         head = {row.integer(0), row.integer(1), std::string(row.text(2))};
                     });
    return head;
}

// Two writers may have read the same record; the second must look again.
void check_unchanged(db::Connection& connection, const Record& record) {
    std::int64_t current = -1;
    connection.query(fmt::format("select revision from {} where id = $1", record.object().table()),
                     db::Values{record.id()}, [&](const db::Row& row) { current = row.integer(0); });
    if (current != record.revision()) throw StaleRecord(record.id());
}

std::vector<FieldChange> field_changes(const Record& record, const std::vector<std::size_t>& changed) {
    std::vector<FieldChange> fields;
    fields.reserve(changed.size());
    for (const auto index : changed) {
        const auto& declaration = record.object().fields()[index];
        fields.push_back({.field = declaration.id, .before = record.before(index), .after = record.value(index)});
    }
    return fields;
}

struct Line {
    std::int64_t position;
    std::string changes, digest;
};

void write_records(db::Connection& connection, std::span<Record> records) {
    for (std::size_t start = 0; start < records.size();) {
        std::size_t end = start;
        while (end < records.size() && records[end].is_new() && &records[end].object() == &records[start].object())
            ++end;
        if (end - start > 1) {
            insert_records(connection, records.subspan(start, end - start));
            start = end;
            continue;
        }
        const auto& record = records[start++];
        if (record.is_new()) {
            insert_record(connection, record);
        } else {
            update_record(connection, record, record.changed_fields());
        }
    }
}

const std::vector<std::string> log_columns = {"position", "commit_number", "object",  "record",
                                              "created",  "erased",        "changes", "digest"};

void append_log(db::Connection& connection, const db::Values& rows) {
    if (rows.size() > log_columns.size()) return connection.insert_many("log", log_columns, rows);
    connection.execute(
        "insert into log (position, commit_number, object, record, created, erased, changes, digest) values "
        "($1,$2,$3,$4,$5,$6,$7,$8)",
        rows);
}

std::vector<Record> changed_only(std::vector<Record>& records) {
    std::vector<Record> changed;
    for (auto& record : records) {
        if (record.is_new() || !record.changed_fields().empty()) changed.push_back(std::move(record));
    }
    return changed;
}

void stamp(Record& record, const Actor& actor, std::int64_t number, std::int64_t now) {
    const auto& object = record.object();
    if (record.is_new()) {
        if (!record.has(object.created_at)) record.set(object.created_at, now);
        if (!record.has(object.created_by)) record.set(object.created_by, actor.user_id);
    }
    record.set(object.updated_at, now);
    record.set(object.revision, number);
}

std::int64_t write_commit(db::Connection& connection, Workspace& workspace, const Actor& actor, Commit& what) {
    for (const auto& record : what.records) {
        if (!record.is_new()) check_unchanged(connection, record);
    }
    const Head head = read_head(connection);
    const auto number = head.number + 1;
    const auto now = workspace.clock().now_ms();
    const auto& key = workspace.chain_key();

    ChainLink link(key, head.chain, number, now, actor.user_id, way_key(actor.way), what.action);
    db::Values rows;
    rows.reserve(what.records.size() * log_columns.size());
    auto position = head.position;
    for (auto& record : what.records) {
        auto changes = changes_json(field_changes(record, record.changed_fields()));
        stamp(record, actor, number, now);
        auto digest = line_digest(key, ++position, changes);
        link.add({position, record.object().key(), record.id(), record.is_new(), digest});
        for (auto&& value : {Value{position}, Value{number}, Value{record.object().key()}, Value{record.id()},
                             Value{std::int64_t{record.is_new()}}, Value{std::int64_t{0}}}) {
            rows.push_back(value);
        }
        rows.emplace_back(std::move(changes));
        rows.emplace_back(std::move(digest));
    }
    write_records(connection, what.records);
    FAILPOINT("commit.between_records_and_log");
    append_log(connection, rows);
    connection.execute(
        "insert into commits (number, at, author, way, action, last_position, chain) values ($1,$2,$3,$4,$5,$6,$7)",
        db::Values{number, now, actor.user_id, std::string(way_key(actor.way)), what.action, position, link.finish()});
    return number;
}

// "o_contact_email_unique" names the field it guards.
[[noreturn]] void refuse_duplicate(const db::UniqueViolation& violation, const Commit& what) {
    for (const auto& record : what.records) {
        for (const auto& field : record.object().fields()) {
            if (!field.unique || violation.index.find(field.id) == std::string::npos) continue;
            throw Refusal{Problem::Conflict,
                          fmt::format("Une fiche « {} » porte déjà cette valeur : {}.", record.object().label().fr,
                                      field.label.fr),
                          "duplicate",
                          {{field.key, "Cette valeur est déjà utilisée par une autre fiche."}}};
        }
    }
    throw violation;
}

}  // namespace

std::int64_t commit_in(db::Connection& connection, Workspace& workspace, const Actor& actor, Commit& what) {
    if (what.first) what.first(connection);
    what.records = changed_only(what.records);
    const auto number = what.records.empty() ? 0 : write_commit(connection, workspace, actor, what);
    for (const auto& timer : what.timers) set_timer(connection, timer, workspace.epoch());
    for (const auto& id : what.cancelled_timers) cancel_timer(connection, id);
    if (what.also) what.also(connection, number);
    return number;
}

std::int64_t commit(Workspace& workspace, const Actor& actor, Commit& what) {
    std::int64_t number = 0;
    try {
        workspace.database().write([&](db::Connection& connection) {
            FAILPOINT("commit.begin");
            number = commit_in(connection, workspace, actor, what);
            FAILPOINT("commit.before_end");
        });
    } catch (const db::UniqueViolation& violation) {
        refuse_duplicate(violation, what);
    }
    FAILPOINT("commit.after");
    return number;
}

}  // namespace elan
