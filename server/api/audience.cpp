// Who sees a record, and why.
#include "api/api.hpp"
#include "people/user.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

bool owned_by(const Record& record, const std::vector<std::string>& users) {
    const auto& object = record.object();
    const auto* owner = object.owner_field() ? object.owner_field() : &object.fields()[object.created_by.index];
    const auto* id = std::get_if<std::string>(&record.value(*owner));
    return id && std::ranges::find(users, *id) != users.end();
}

bool opened(const Record& record) {
    const auto* audience = record.object().audience_field();
    if (!audience) return false;
    const auto* to = std::get_if<std::string>(&record.value(*audience));
    return to && *to != "mine";
}

// The first of the reasons that holds, "" for somebody who does not see the record. Whether he sees it is asked of the
// same predicate that every query carries.
std::string_view reason(db::Connection& connection, const Actor& reader, const Record& record) {
    const auto& object = record.object();
    const auto scope = reader.scope(object, Act::Read);
    const auto permitted = reader.permitted(object, Act::Read);
    if (!permitted.is_everything() && !read_record(connection, object, record.id(), permitted)) return "";
    if (owned_by(record, {reader.user_id})) return "owner";
    if (scope == Scope::All) return "role";
    if (scope == Scope::Team && owned_by(record, reader.team_mates)) return "team";
    return opened(record) ? "opened" : "shared";
}

std::vector<Actor> active_people(Parts& parts) {
    Session system(parts.workspace, Actor::system());
    const auto& users = system.object(user);
    std::vector<Actor> people;
    std::string after;
    do {
        auto page = system.list({.object = &users,
                                 .filter = Filter::condition(user.active.index, Filter::Op::Eq, {std::int64_t{1}}),
                                 .sort = {{user.name.index, false}},
                                 .limit = 200,
                                 .after = after});
        for (const auto& one : page.records) people.push_back(parts.people.actor_of_user(one.id(), Way::Screen));
        after = page.next;
    } while (!after.empty());
    return people;
}

Response audience(Parts& parts, Session& session, Request& request) {
    const auto record = session.get(object_at(session, request), std::string(request.names["id"]));
    const auto people = active_people(parts);
    std::vector<std::string_view> reasons;
    session.workspace().database().read([&](db::Connection& connection) {
        reasons.clear();
        for (const auto& one : people) reasons.push_back(reason(connection, one, record));
    });
    JsonWriter out;
    out.begin_object().key("people").begin_array();
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (reasons[i].empty()) continue;
        out.begin_object().field("id", people[i].user_id).field("name", people[i].name);
        out.field("role", people[i].role->key).field("reason", reasons[i]).end_object();
    }
    out.end_array().field("others", static_cast<std::int64_t>(std::ranges::count(reasons, ""))).end_object();
    return Response::json(out.take());
}

}  // namespace

void add_audience_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/{path}/{id}/audience", "record_audience", Policy::SignedIn,
              [&parts](Session& session, Request& request) { return audience(parts, session, request); });
}

}  // namespace elan::api
