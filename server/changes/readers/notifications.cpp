#include "changes/readers/notifications.hpp"

#include <map>
#include <set>

#include "objects/query.hpp"
#include "people/user.hpp"

namespace elan {

namespace {

struct Row {
    std::string person;
    const Change* change;
    std::string kind;
};

const Value* value_after(const Change& change, const FieldDeclaration& field) {
    const auto found = std::ranges::find(change.fields, field.id, &FieldChange::field);
    return found == change.fields.end() ? nullptr : &found->after;
}

std::string text_of(const Value* value) {
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string();
}

// A record was given to somebody. A file that brings thousands is no news to each of their owners.
void notice_assignment(const Object& object, const Change& change, std::vector<Row>& rows) {
    const auto* owner = object.owner_field();
    if (!owner || object.audience_field() || change.way == way_key(Way::Import)) return;
    const auto person = text_of(value_after(change, *owner));
    if (!person.empty()) rows.push_back({person, &change, "assigned"});
}

// Somebody told something about a record: its owner hears of it.
void notice_telling(db::Connection& snapshot, const Catalogue& catalogue, const Object& object, const Change& change,
                    std::vector<Row>& rows) {
    if (!object.told_field() || object.owner_field() || !change.created || change.way != way_key(Way::Screen)) return;
    for (const auto& field : object.fields()) {
        if (field.target != "*") continue;
        const auto reference = text_of(value_after(change, field));
        const auto slash = reference.find('/');
        const auto* about = slash == std::string::npos ? nullptr : catalogue.find(reference.substr(0, slash));
        if (!about || !about->owner_field()) continue;
        const auto record = read_record(snapshot, *about, reference.substr(slash + 1), Filter::everything());
        const auto person = record ? text_of(&record->value(*about->owner_field())) : std::string();
        if (!person.empty()) rows.push_back({person, &change, "told"});
    }
}

// What a workflow declares to be worth telling.
void notice_declared(db::Connection& snapshot, Workspace& workspace, const Object& object, const Change& change,
                     std::vector<Row>& rows) {
    for (const auto& notice : workspace.notices()) {
        if (notice.object != object.key()) continue;
        if (const auto record = read_record(snapshot, object, change.record, Filter::everything())) {
            for (auto& person : notice.whom(change, *record)) rows.push_back({std::move(person), &change, notice.kind});
        }
    }
}

void write_rows(db::Connection& connection, const std::vector<Row>& rows) {
    for (const auto& [person, change, kind] : rows) {
        connection.execute(
            "insert into notices (person, position, at, kind, object, record, author) values ($1,$2,$3,$4,$5,$6,$7) "
            "on conflict (person, position) do nothing",
            db::Values{person, change->position, change->at, kind, change->object, change->record, change->author});
    }
}

}  // namespace

void NotificationReader::forget(db::Connection& connection) { connection.execute("delete from notices", {}); }

Reader::Writing NotificationReader::read(db::Connection& snapshot, Workspace& workspace,
                                         const std::vector<Change>& changes) {
    std::vector<Row> rows;
    const auto& catalogue = workspace.catalogue();
    for (const auto& change : changes) {
        const auto* object = catalogue.find(change.object);
        if (!object) continue;
        notice_assignment(*object, change, rows);
        notice_telling(snapshot, catalogue, *object, change, rows);
        notice_declared(snapshot, workspace, *object, change, rows);
    }
    // Nobody is told of what he did himself.
    std::erase_if(rows, [](const Row& row) { return row.person == row.change->author; });
    return [rows = std::move(rows)](db::Connection& connection) { write_rows(connection, rows); };
}

void see_notices_before(db::Database& database, std::int64_t moment) {
    database.write([&](db::Connection& connection) {
        connection.execute(
            "insert into notice_marks (person, position) select person, max(position) from notices where at < $1 group "
            "by person on conflict (person) do update set position = excluded.position",
            db::Values{moment});
    });
}

}  // namespace elan
