// History of a record, the feed of changes, the live stream, and undo.
#include <fmt/format.h>

#include "api/api.hpp"
#include "api/change_lines.hpp"
#include "api/live.hpp"
#include "api/record_json.hpp"
#include "changes/undo.hpp"
#include "people/user.hpp"
#include "platform/http/events.hpp"

namespace elan::api {

namespace {

constexpr std::size_t most_undone = 20'000;

using http::Method;
using http::Request;
using http::Response;

Response history(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto record = session.get(object, std::string(request.names["id"]));
    const auto before = whole_number(request, "cursor", 0, 0, std::numeric_limits<std::int64_t>::max());
    const auto limit = whole_number(request, "limit", 50, 1, 500);
    std::vector<Change> changes;
    session.workspace().database().read([&](db::Connection& connection) {
        changes = record_history(connection, record.id(), before, static_cast<int>(limit));
    });

    ChangeLines lines(session, changes);
    JsonWriter out;
    out.begin_object().key("changes").begin_array();
    for (const auto& change : changes) lines.write(out, change);
    out.end_array();
    write_titles(out, session, linked_in(session, changes));
    out.key("next");
    static_cast<std::int64_t>(changes.size()) < limit ? out.null() : out.text(std::to_string(changes.back().position));
    out.end_object();
    return Response::json(out.take());
}

// Only changes of records that the asker may read now; what he may not is left out, and positions simply jump.
Response feed(Session& session, Request& request) {
    const auto since = whole_number(request, "since", 0, 0, std::numeric_limits<std::int64_t>::max());
    const auto limit = whole_number(request, "limit", 500, 1, 2000);
    std::vector<Change> changes;
    session.workspace().database().read(
        [&](db::Connection& connection) { changes = read_log(connection, since, static_cast<int>(limit)); });

    const auto visible = visible_records(session, changes);
    ChangeLines lines(session, changes);
    JsonWriter out;
    out.begin_object().key("changes").begin_array();
    for (const auto& change : changes) {
        if (visible.contains(change.record)) lines.write(out, change);
    }
    out.end_array().field("next", changes.empty() ? since : changes.back().position);
    out.field("more", static_cast<std::int64_t>(changes.size()) == limit).end_object();
    return Response::json(out.take());
}

Response answer_undo(Session& session, const std::vector<std::int64_t>& commits) {
    const auto result = undo_commits(session, commits);
    JsonWriter out;
    out.begin_object().field("undone", result.undone).key("conflicts").begin_array();
    for (const auto& conflict : result.conflicts) {
        out.begin_object().field("object", conflict.object).field("record", conflict.record);
        out.field("field", conflict.field).field("message", conflict.message).end_object();
    }
    out.end_array().field("commit", result.commit).end_object();
    return Response::json(out.take());
}

Response undo(Session& session, Request& request) {
    return answer_undo(session, {std::strtoll(std::string(request.names["number"]).c_str(), nullptr, 10)});
}

// {"commits": [12, 13]}: what one gesture did in several commits is taken back by one.
Response undo_many(Session& session, Request& request) {
    const auto body = json_body(request);
    simdjson::dom::array given;
    if (body.root()["commits"].get_array().get(given) || given.size() > most_undone)
        refuse({{"commits", fmt::format("Donnez une liste d’au plus {} modifications.", most_undone)}});
    std::vector<std::int64_t> commits;
    for (const auto one : given) {
        std::int64_t number = 0;
        if (one.get_int64().get(number)) refuse({{"commits", "Une modification est désignée par son numéro."}});
        commits.push_back(number);
    }
    std::ranges::sort(commits);
    return answer_undo(session, commits);
}

}  // namespace

std::set<std::string> visible_records(Session& session, const std::vector<Change>& changes) {
    std::map<std::string, std::vector<std::string>> by_object;
    for (const auto& change : changes) by_object[change.object].push_back(change.record);
    std::set<std::string> visible;
    for (const auto& [key, ids] : by_object) {
        const auto* object = session.catalogue().find(key);
        if (!object) continue;
        for (const auto& record : session.get_many(*object, ids)) visible.insert(record.id());
    }
    return visible;
}

// Stand-ins that hold the linked values of some changes, so that their titles are found like those of records.
std::vector<Record> linked_in(Session& session, const std::vector<Change>& changes) {
    std::vector<Record> holders;
    for (const auto& change : changes) {
        const auto* object = session.catalogue().find(change.object);
        if (!object) continue;
        Record before(*object, change.record), after(*object, change.record);
        for (const auto& field_change : change.fields) {
            const auto* field = object->find_id(field_change.field);
            if (!field || field->target.empty()) continue;
            before.put(*field, field_change.before);
            after.put(*field, field_change.after);
        }
        holders.push_back(std::move(before));
        holders.push_back(std::move(after));
    }
    return holders;
}

void add_change_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/{path}/{id}/history", "record_history", Policy::SignedIn, history);
    add_route(parts, Method::Get, "/api/v1/changes", "change_feed", Policy::SignedIn, feed);
    add_route(parts, Method::Post, "/api/v1/commits/{number}/undo", "undo_commit", Policy::SignedIn, undo);
    add_route(parts, Method::Post, "/api/v1/commits/undo", "undo_commits", Policy::SignedIn, undo_many);
    add_route(parts, Method::Get, "/api/v1/stream", "live_stream", Policy::SignedIn,
              [&parts](Session& session, Request& request) { return open_live_stream(parts, session, request); });
}

}  // namespace elan::api
