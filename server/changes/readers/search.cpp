#include "changes/readers/search.hpp"

#include <map>
#include <set>

#include "insight/text/fold.hpp"
#include "objects/query.hpp"
#include "people/actor.hpp"
#include "platform/db/text_index.hpp"

namespace elan {

namespace {

// One index serves everybody, so a word that only some may see is in none of it: finding the record would tell it.
std::string words_of(const Record& record) {
    std::string text;
    const auto& fields = record.object().fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& value = record.value(i);
        if (!fields[i].searchable || fields[i].hidden || fields[i].secret || is_empty(value)) continue;
        if (!seen_by_everybody(record.object(), fields[i])) continue;
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

// Each record as it is now: later lines about it will find nothing new to do.
Reader::Writing SearchReader::read(db::Connection& snapshot, Workspace& workspace, const std::vector<Change>& changes) {
    std::map<const Object*, std::set<std::string>> touched;
    for (const auto& change : changes) {
        const auto* object = workspace.catalogue().find(change.object);
        if (object && touches_words(*object, change)) touched[object].insert(change.record);
    }
    std::vector<db::text_index::Entry> known, gone;
    for (const auto& [object, ids] : touched) {
        for (const auto& record : read_records(snapshot, *object, {ids.begin(), ids.end()}, Filter::everything()))
            (record.in_bin() ? gone : known).push_back({object->key(), record.id(), words_of(record)});
    }
    return [known = std::move(known), gone = std::move(gone)](db::Connection& connection) {
        for (const auto& entry : gone) db::text_index::remove(connection, entry.object, entry.record);
        db::text_index::put_many(connection, known);
    };
}

}  // namespace elan
