#include "api/live.hpp"

#include "platform/http/events.hpp"

namespace elan::api {

namespace {

std::string event_data(const Change& change) {
    JsonWriter out;
    out.begin_object().field("position", change.position).field("commit", change.commit).field("object", change.object);
    out.field("record", change.record).field("action", change.action).end_object();
    return out.take();
}

bool shows_something(const Object& object, const Actor& actor, const Change& change) {
    return change.created || std::ranges::any_of(change.fields, [&](const FieldChange& field_change) {
               const auto* field = object.find_id(field_change.field);
               return field && actor.may_see(object, *field);
           });
}

// A change of somebody else's rights reaches him within the second for which an actor is remembered.
bool may_hear(db::Connection& connection, Workspace& workspace, const Actor& actor, const Change& change) {
    const auto* object = workspace.catalogue().find(change.object);
    if (!object || !shows_something(*object, actor, change)) return false;
    const auto permitted = actor.permitted(*object, Act::Read);
    if (permitted.is_everything()) return true;
    return read_record(connection, *object, change.record, permitted).has_value();
}

}  // namespace

http::Response open_live_stream(Parts& parts, Session& session, const http::Request& request) {
    const std::string secret(request.cookie(People::cookie_name(request.secure)).value_or(""));
    const auto key = std::string(request.headers["Authorization"]);
    auto still_allowed = [&people = parts.people, secret, key] {
        return key.empty() ? people.actor_of_session(secret).has_value() : true;
    };
    return parts.events.open({.user = session.actor().user_id,
                              .session = secret,
                              .context = session.actor(),
                              .still_allowed = std::move(still_allowed)});
}

Reader::Writing LiveReader::read(db::Connection& snapshot, Workspace& workspace, const std::vector<Change>& changes) {
    // A long import is told as its last lines: screens read their lists again anyway.
    constexpr std::size_t most_told = 200;
    const auto start = changes.size() > most_told ? changes.size() - most_told : 0;
    for (std::size_t i = start; i < changes.size(); ++i) {
        const auto& change = changes[i];
        hub_.publish({.id = std::to_string(change.position), .name = "change", .data = event_data(change)},
                     [&](const http::Listener& listener) {
                         return may_hear(snapshot, workspace, std::any_cast<const Actor&>(listener.context), change);
                     });
    }
    return {};
}

}  // namespace elan::api
