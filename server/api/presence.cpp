// Who looks at a record now. Held in memory: it is worth nothing a minute later, and each server tells those who listen
// to it.
#include <map>
#include <mutex>

#include "api/api.hpp"
#include "platform/http/events.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr std::int64_t fades_after_ms = 45'000;  // a screen says it again well before

struct Onlooker {
    std::string name;
    std::int64_t seen_at = 0;
};

class Presence {
 public:
    // Whether somebody came whom the others do not know of yet.
    bool arrive(const std::string& record, const Actor& who, std::int64_t now) {
        const std::lock_guard lock(mutex_);
        auto& here = by_record_[record];
        const auto before = here.find(who.user_id);
        const bool is_new = before == here.end() || now - before->second.seen_at > fades_after_ms;
        here[who.user_id] = {who.name, now};
        return is_new;
    }
    bool leave(const std::string& record, const Actor& who) {
        const std::lock_guard lock(mutex_);
        const auto found = by_record_.find(record);
        if (found == by_record_.end()) return false;
        const bool was_here = found->second.erase(who.user_id) > 0;
        if (found->second.empty()) by_record_.erase(found);
        return was_here;
    }
    std::map<std::string, Onlooker> at(const std::string& record, std::int64_t now) {
        const std::lock_guard lock(mutex_);
        const auto found = by_record_.find(record);
        if (found == by_record_.end()) return {};
        std::erase_if(found->second, [&](const auto& one) { return now - one.second.seen_at > fades_after_ms; });
        return found->second;
    }

 private:
    std::mutex mutex_;
    std::map<std::string, std::map<std::string, Onlooker>> by_record_;
};

std::string people_json(const std::string& record, const std::map<std::string, Onlooker>& here) {
    JsonWriter out;
    out.begin_object().field("record", record).key("people").begin_array();
    for (const auto& [id, onlooker] : here)
        out.begin_object().field("id", id).field("name", onlooker.name).end_object();
    out.end_array().end_object();
    return out.take();
}

// Only those who are at the record themselves are told: they may read it, or they would not be there.
void tell(http::EventHub& events, const std::string& data, const std::map<std::string, Onlooker>& here) {
    events.publish({.id = "", .name = "presence", .data = data},
                   [&](const http::Listener& listener) { return here.contains(listener.user); });
}

Response look(Parts& parts, Presence& presence, Session& session, Request& request) {
    const auto record = session.get(object_at(session, request), std::string(request.names["id"]));
    const bool came = presence.arrive(record.id(), session.actor(), session.now_ms());
    const auto here = presence.at(record.id(), session.now_ms());
    const auto data = people_json(record.id(), here);
    if (came) tell(parts.events, data, here);
    return Response::json(data);
}

Response leave(Parts& parts, Presence& presence, Session& session, Request& request) {
    const std::string id(request.names["id"]);
    if (presence.leave(id, session.actor())) {
        const auto here = presence.at(id, session.now_ms());
        tell(parts.events, people_json(id, here), here);
    }
    return Response::empty();
}

}  // namespace

void add_presence_routes(Parts& parts) {
    const auto presence = std::make_shared<Presence>();
    add_route(
        parts, Method::Put, "/api/v1/{path}/{id}/presence", "look_at_record", Policy::InPerson,
        [&parts, presence](Session& session, Request& request) { return look(parts, *presence, session, request); },
        {.keeps_answer = false});
    add_route(
        parts, Method::Delete, "/api/v1/{path}/{id}/presence", "leave_record", Policy::InPerson,
        [&parts, presence](Session& session, Request& request) { return leave(parts, *presence, session, request); },
        {.keeps_answer = false});
}

}  // namespace elan::api
