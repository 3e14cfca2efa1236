#include "changes/session.hpp"

#include <map>
#include <set>

namespace elan {

namespace {

void run_rules(Session& session, Commit& what) {
    for (auto& record : what.records) {
        if (!record.is_new() && record.changed_fields().empty()) continue;
        for (const auto& rule : session.workspace().rules()) {
            if (rule.object == record.object().key()) rule.run(session, record, what);
        }
    }
}

// A link to any object is written "lead/0192…", one to a declared object is the id alone.
std::pair<std::string, std::string> object_and_id(const FieldDeclaration& field, const std::string& held) {
    if (field.target != "*") return {field.target, held};
    const auto slash = held.find('/');
    return slash == std::string::npos ? std::pair{std::string(), held}
                                      : std::pair{held.substr(0, slash), held.substr(slash + 1)};
}

bool is_link(const FieldDeclaration& field) { return !field.target.empty(); }

std::vector<std::string> linked(const FieldDeclaration& field, const Value& value) {
    if (field.type->comparison() == Comparison::Set) return split_set(value);
    const auto* held = std::get_if<std::string>(&value);
    return held ? std::vector{*held} : std::vector<std::string>{};
}

using Links = std::map<std::string, std::set<std::string>>;

// Most lists link to few records, again and again.
void add_plain_links(Links& links, std::span<const Record> records, std::size_t index, const std::string& target) {
    const std::string* last = nullptr;
    for (const auto& record : records) {
        const auto* held = std::get_if<std::string>(&record.value(index));
        if (!held || (last && *held == *last)) continue;
        links[target].insert(*held);
        last = held;
    }
}

// What the given records of one object link to by fields that the actor sees: object key → ids as written in the
// records.
void add_links(Links& links, const Actor& actor, std::span<const Record> records) {
    const auto& object = records.front().object();
    const auto& fields = object.fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!is_link(fields[i]) || !actor.may_see(object, fields[i])) continue;
        if (fields[i].target != "*" && fields[i].type->comparison() != Comparison::Set) {
            add_plain_links(links, records, i, fields[i].target);
            continue;
        }
        for (const auto& record : records)
            for (const auto& held : linked(fields[i], record.value(i)))
                links[object_and_id(fields[i], held).first].insert(held);
    }
}

Links links_of(const Actor& actor, std::span<const Record> records) {
    Links links;
    while (!records.empty()) {
        const auto other = std::ranges::find_if(
            records, [&](const Record& record) { return &record.object() != &records.front().object(); });
        const auto alike = static_cast<std::size_t>(other - records.begin());
        add_links(links, actor, records.first(alike));
        records = records.subspan(alike);
    }
    return links;
}

std::string id_in(const std::string& held) {
    const auto slash = held.find('/');
    return slash == std::string::npos ? held : held.substr(slash + 1);
}

}  // namespace

FilterContext Session::filter_context() const {
    return {.me = actor_.user_id, .now_ms = now_ms(), .time_zone = actor_.time_zone};
}

Record Session::get(const Object& object, const std::string& id) {
    auto found = find(object, id);
    if (!found) refuse(Problem::NotFound, "Cette fiche n’existe pas ou ne vous est pas accessible.");
    return std::move(*found);
}

std::optional<Record> Session::find(const Object& object, const std::string& id) {
    std::optional<Record> found;
    const auto permitted = actor_.permitted(object, Act::Read);
    workspace_.database().read(
        [&](db::Connection& connection) { found = read_record(connection, object, id, permitted); });
    return found;
}

std::vector<Record> Session::get_many(const Object& object, const std::vector<std::string>& ids) {
    return get_many_to(object, ids, Act::Read);
}

std::vector<Record> Session::get_many_to(const Object& object, const std::vector<std::string>& ids, Act act) {
    std::vector<Record> found;
    const auto permitted = actor_.permitted(object, act);
    workspace_.database().read(
        [&](db::Connection& connection) { found = read_records(connection, object, ids, permitted); });
    return found;
}

RecordPage Session::list(Query query, Act act) {
    query.permitted = actor_.permitted(*query.object, act);
    RecordPage page;
    workspace_.database().read([&](db::Connection& connection) { page = run_query(connection, query); });
    return page;
}

std::int64_t Session::count(Query query, Act act) {
    query.permitted = actor_.permitted(*query.object, act);
    std::int64_t count = 0;
    workspace_.database().read([&](db::Connection& connection) { count = count_records(connection, query); });
    return count;
}

std::vector<Group> Session::groups(Query query, const Grouping& by, const std::vector<Measure>& measures) {
    query.permitted = actor_.permitted(*query.object, Act::Read);
    std::vector<Group> groups;
    workspace_.database().read(
        [&](db::Connection& connection) { groups = group_records(connection, query, by, measures); });
    return groups;
}

std::vector<std::pair<std::string, std::string>> Session::linked_titles(std::span<const Record> records) {
    std::vector<std::pair<std::string, std::string>> titles;
    for (const auto& [key, held] : links_of(actor_, records)) {
        const auto* target = catalogue_.find(key);
        if (!target) continue;
        std::map<std::string, std::string> written;  // id → as the record wrote it
        std::vector<std::string> ids;
        for (const auto& as_written : held) {
            if (actor_.is_at(key, id_in(as_written))) {
                titles.emplace_back(as_written, actor_.name);
                continue;
            }
            ids.push_back(id_in(as_written));
            written[ids.back()] = as_written;
        }
        if (ids.empty()) continue;
        for (const auto& record : get_many(*target, ids)) titles.emplace_back(written[record.id()], record.title());
    }
    return titles;
}

bool Session::may(const Record& record, Act act) {
    if (record.is_new()) return actor_.scope(record.object(), act) != Scope::None;
    const auto permitted = actor_.permitted(record.object(), act);
    if (permitted.is_everything()) return true;
    bool found = false;
    workspace_.database().read([&](db::Connection& connection) {
        found = read_record(connection, record.object(), record.id(), permitted).has_value();
    });
    return found;
}

Record Session::make(const Object& object) {
    Record record(object, workspace_.new_id());
    if (const auto* owner = object.owner_field(); owner && !actor_.user_id.empty()) record.put(*owner, actor_.user_id);
    return record;
}

std::int64_t Session::commit(std::string action, std::vector<Record> records) {
    return commit(Commit{.action = std::move(action), .records = std::move(records)});
}

std::int64_t Session::commit(Commit what) { return pass_the_door(what); }

Record Session::commit_one(std::string action, Record record) {
    const auto& object = record.object();
    const auto id = record.id();
    Commit what{.action = std::move(action), .records = {std::move(record)}};
    pass_the_door(what);
    const auto written = std::ranges::find(what.records, id, &Record::id);
    return written == what.records.end() ? get(object, id) : written->as_stored();
}

std::int64_t Session::pass_the_door(Commit& what) {
    run_rules(*this, what);
    if (also_) {
        what.also = [own = std::move(what.also), this](db::Connection& connection, std::int64_t number) {
            if (own) own(connection, number);
            also_(connection, number);
        };
    }
    const auto number = elan::commit(workspace_, actor_, what);
    if (number != 0) last_commit_ = number;
    return number;
}

}  // namespace elan
