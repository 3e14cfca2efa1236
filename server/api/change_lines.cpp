#include "api/change_lines.hpp"

#include <set>

#include "api/record_json.hpp"
#include "people/user.hpp"

namespace elan::api {

namespace {

// The names of the authors of some changes, by id.
std::map<std::string, std::string> author_names(Session& session, const std::vector<Change>& changes) {
    std::set<std::string> ids;
    for (const auto& change : changes) {
        if (!change.author.empty()) ids.insert(change.author);
    }
    std::map<std::string, std::string> names;
    for (const auto& record : session.get_many(session.object(user), {ids.begin(), ids.end()}))
        names[record.id()] = record.title();
    return names;
}

}  // namespace

ChangeLines::ChangeLines(Session& session, const std::vector<Change>& changes)
    : session_(session), names_(author_names(session, changes)) {}

void ChangeLines::write(JsonWriter& out, const Change& change) {
    const auto* object = session_.catalogue().find(change.object);
    if (!object) return;
    bool any = false;
    for (const auto& field_change : change.fields) {
        const auto* field = object->find_id(field_change.field);
        if (!field || field->hidden || !session_.actor().may_see(*object, *field)) continue;
        begin(out, change);
        out.field("field", field->key).key("before");
        write_value(out, *field, field_change.before);
        out.key("after");
        write_value(out, *field, field_change.after);
        out.end_object();
        any = true;
    }
    if (any || !change.created) return;
    begin(out, change);
    out.key("field").null().key("before").null().key("after").null().end_object();
}

void ChangeLines::begin(JsonWriter& out, const Change& change) {
    out.begin_object().field("position", change.position).field("commit", change.commit).field("at", change.at);
    out.key("author");
    if (change.author.empty()) {
        out.null();
    } else {
        out.begin_object().field("id", change.author).field("name", names_[change.author]).end_object();
    }
    out.field("way", change.way)
        .field("action", change.action)
        .field("object", change.object)
        .field("record", change.record);
}

}  // namespace elan::api
