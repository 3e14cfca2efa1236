#include "changes/readers/search.hpp"

#include <map>
#include <set>

#include "insight/text/fold.hpp"
#include "objects/query.hpp"
#include "platform/db/text_index.hpp"

namespace elan {

namespace {

std::string words_of(const Record& record) {
    std::string text;
    const auto& fields = record.object().fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& value = record.value(i);
        if (!fields[i].searchable || fields[i].hidden || fields[i].secret || is_empty(value)) continue;
        text += fields[i].type->search_text(fields[i], value);
        text += ' ';
    }
    return fold_words(text);
}

bool touches_words(const Object& object, const Change& change) {
    if (change.created) return true;
    return std::ranges::any_of(change.fields, [&](const FieldChange& field_change) {
        const auto* field = object.find_id(field_change.field);
        return field && (field->searchable || field->id == "deleted_at");
    });
}

}  // namespace

void SearchReader::forget(db::Connection& connection) { db::text_index::create(connection); }

void SearchReader::read(db::Connection& connection, Workspace& workspace, const std::vector<Change>& changes) {
    std::map<const Object*, std::set<std::string>> touched;
    for (const auto& change : changes) {
        const auto* object = workspace.catalogue().find(change.object);
        if (object && touches_words(*object, change)) touched[object].insert(change.record);
    }
    std::vector<db::text_index::Entry> entries;
    for (const auto& [object, ids] : touched) {
        // The record as it is now: later lines about it will find nothing new to do.
        for (const auto& record : read_records(connection, *object, {ids.begin(), ids.end()}, Filter::everything())) {
            if (record.in_bin()) {
                db::text_index::remove(connection, object->key(), record.id());
            } else {
                entries.push_back({object->key(), record.id(), words_of(record)});
            }
        }
    }
    db::text_index::put_many(connection, entries);
}

}  // namespace elan
