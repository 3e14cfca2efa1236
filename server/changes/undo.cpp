#include "changes/undo.hpp"

#include <map>
#include <set>

#include "changes/links.hpp"

namespace elan {

namespace {

// For each record: the values before the first and after the last of the commits to undo.
struct Span {
    std::string object;
    bool created = false;
    std::map<std::string, std::pair<Value, Value>> fields;  // id → before, after
};

std::map<std::string, Span> spans_of(Session& session, const std::vector<std::int64_t>& commits) {
    std::map<std::string, Span> spans;
    session.workspace().database().read(
        [&](db::Connection& connection) {
            for (const auto number : commits) {
                for (const auto& change : commit_changes(connection, number)) {
                    auto& span = spans[change.record];
                    span.object = change.object;
                    span.created = span.created || change.created;
                    for (const auto& field : change.fields) {
                        auto [place, first] = span.fields.try_emplace(field.field, field.before, field.after);
                        if (!first) place->second.second = field.after;
                    }
                }
            }
        },
        0);
    return spans;
}

// What somebody may not set he does not put back either, and a conflict about it would tell that it exists.
void put_back(const Actor& actor, Record& record, const Span& span, std::vector<UndoConflict>& conflicts) {
    const auto& object = record.object();
    for (const auto& [id, values] : span.fields) {
        const auto* field = object.find_id(id);
        if (!field || !actor.may_set(object, *field)) continue;
        if (record.value(*field) == values.second) {
            record.put(*field, values.first);
        } else if (record.value(*field) != values.first) {
            conflicts.push_back(
                {object.key(), record.id(), field->key, "Ce champ a été modifié depuis ; il reste tel qu’il est."});
        }
    }
}

// A record that these commits created goes to the bin, unless someone worked on it since.
void take_away(Session& session, Record& record, const Span& span, std::vector<UndoConflict>& conflicts) {
    for (const auto& [id, values] : span.fields) {
        const auto* field = record.object().find_id(id);
        if (field && record.value(*field) != values.second) {
            const bool told = session.actor().may_see(record.object(), *field);
            conflicts.push_back({record.object().key(), record.id(), told ? field->key : std::string(),
                                 "Cette fiche a été modifiée depuis ; elle n’est pas mise à la corbeille."});
            return;
        }
    }
    record.set(record.object().deleted_at, session.now_ms());
}

bool goes_to_bin(const Record& record) { return record.in_bin() && record.changed(record.object().deleted_at); }

// What something else was attached to since stays, whoever attached it.
void keep_linked(Session& session, std::vector<Record>& records, std::vector<UndoConflict>& conflicts) {
    std::map<const Object*, std::vector<std::string>> leaving;
    std::set<std::string> all;
    for (const auto& record : records) {
        if (!goes_to_bin(record)) continue;
        leaving[&record.object()].push_back(record.id());
        all.insert(record.id());
    }
    std::set<std::string> kept;
    session.workspace().database().read(
        [&](db::Connection& connection) {
            for (const auto& [object, ids] : leaving)
                kept.merge(linked_records(connection, session.catalogue(), *object, ids, all));
        },
        0);
    std::erase_if(records, [&](const Record& record) {
        if (!kept.contains(record.id())) return false;
        conflicts.push_back({record.object().key(), record.id(), "",
                             "Une autre fiche est liée à celle-ci depuis ; elle n’est pas mise à la corbeille."});
        return true;
    });
}

}  // namespace

UndoResult undo_commits(Session& session, const std::vector<std::int64_t>& commits, std::string action) {
    UndoResult result;
    std::map<std::string, std::vector<std::string>> ids;
    const auto spans = spans_of(session, commits);
    if (spans.empty()) refuse(Problem::NotFound, "Cette modification n’existe pas.");
    for (const auto& [id, span] : spans) ids[span.object].push_back(id);

    std::vector<Record> records;
    for (const auto& [key, wanted] : ids) {
        const auto* object = session.catalogue().find(key);
        if (!object) continue;
        for (auto& record : session.get_many_to(*object, wanted, Act::Change)) {
            const auto& span = spans.at(record.id());
            if (span.created) {
                take_away(session, record, span, result.conflicts);
            } else {
                put_back(session.actor(), record, span, result.conflicts);
            }
            if (!record.changed_fields().empty()) records.push_back(std::move(record));
        }
    }
    keep_linked(session, records, result.conflicts);
    result.undone = static_cast<std::int64_t>(records.size());
    result.commit = session.commit(std::move(action), std::move(records));
    return result;
}

}  // namespace elan
