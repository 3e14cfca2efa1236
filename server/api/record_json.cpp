#include "api/record_json.hpp"

namespace elan::api {

namespace {

std::vector<std::string_view> split(std::string_view keys) {
    std::vector<std::string_view> parts;
    while (!keys.empty()) {
        const auto comma = keys.find(',');
        parts.push_back(keys.substr(0, comma));
        if (comma == std::string_view::npos) break;
        keys.remove_prefix(comma + 1);
    }
    return parts;
}

}  // namespace

void VisibleFields::show(const Object& object, std::size_t index) {
    if (std::ranges::find(shown_, index, &Shown::index) != shown_.end()) return;
    shown_.push_back({index, key_text(object.fields()[index].key)});
}

std::vector<std::size_t> VisibleFields::indexes() const {
    std::vector<std::size_t> indexes;
    for (const auto& shown : shown_) indexes.push_back(shown.index);
    return indexes;
}

VisibleFields::VisibleFields(const Session& session, const Object& object) {
    for (std::size_t i = 0; i < object.fields().size(); ++i) {
        const auto& field = object.fields()[i];
        if (!field.hidden && session.actor().may_see(object, field)) show(object, i);
    }
}

VisibleFields::VisibleFields(const Session& session, const Object& object, std::string_view keys) {
    if (keys.empty()) {
        *this = VisibleFields(session, object);
        return;
    }
    show(object, object.id.index);
    show(object, object.revision.index);
    std::vector<FieldComplaint> complaints;
    for (const auto key : split(keys)) {
        const auto* field = object.find(key);
        if (!field || !session.actor().may_see(object, *field)) {
            complaints.push_back({std::string(key), "Ce champ n’existe pas."});
            continue;
        }
        show(object, object.index_of(*field));
    }
    if (!complaints.empty()) refuse(std::move(complaints));
}

void write_value(JsonWriter& out, const FieldDeclaration& field, const Value& value) {
    if (is_empty(value)) {
        out.null();
    } else {
        field.type->write(out, field, value);
    }
}

void write_record(JsonWriter& out, const VisibleFields& fields, const Record& record) {
    const auto& declared = record.object().fields();
    out.begin_object();
    for (const auto& [index, key] : fields.all()) {
        out.written_key(key);
        write_value(out, declared[index], record.value(index));
    }
    out.end_object();
}

void write_record(JsonWriter& out, Session& session, const Record& record) {
    write_record(out, VisibleFields(session, record.object()), record);
}

void write_titles(JsonWriter& out, Session& session, std::span<const Record> records) {
    out.key("titles").begin_object();
    for (const auto& [id, title] : session.linked_titles(records)) out.field(id, title);
    out.end_object();
}

void write_offered_actions(JsonWriter& out, Session& session, const Record& record, bool may_change) {
    out.begin_array();
    for (const auto* action : session.catalogue().actions_of(record.object().key())) {
        if (!may_change || record.in_bin() || !session.actor().may_run(record.object(), *action)) continue;
        if (matches(record.object(), action->offered_when(), record)) out.text(action->key());
    }
    out.end_array();
}

void begin_record_answer(JsonWriter& out, Session& session, const Record& record) {
    out.begin_object();
    write_record(out.key("record"), session, record);
    write_titles(out, session, std::span(&record, 1));
}

}  // namespace elan::api
