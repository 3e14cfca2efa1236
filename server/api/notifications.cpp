// What others did that concerns the person who asks, newest first.
#include <map>
#include <set>

#include "api/api.hpp"
#include "people/user.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr int most_counted = 100;

struct Notice {
    std::int64_t position = 0, at = 0;
    std::string kind, object, record, author;
};

std::vector<Notice> notices_of(db::Connection& connection, const std::string& person, std::int64_t before, int limit) {
    std::vector<Notice> notices;
    connection.query(
        "select position, at, kind, object, record, author from notices where person = $1 and position < $2 "
        "order by position desc limit $3",
        db::Values{person, before, std::int64_t{limit}}, [&](const db::Row& row) {
            notices.push_back({row.integer(0), row.integer(1), std::string(row.text(2)), std::string(row.text(3)),
                               std::string(row.text(4)), std::string(row.text(5))});
        });
    return notices;
}

std::int64_t seen_until(db::Connection& connection, const std::string& person) {
    return connection.first_integer("select position from notice_marks where person = $1", db::Values{person});
}

std::int64_t unseen(db::Connection& connection, const std::string& person, std::int64_t seen) {
    return connection.first_integer(
        "select count(*) from (select 1 from notices where person = $1 and position > $2 limit $3) counted",
        db::Values{person, seen, std::int64_t{most_counted}});
}

// What the records are called, of those that may still be seen.
std::map<std::string, std::string> titles_of(Session& session, const std::vector<Notice>& notices) {
    std::map<std::string, std::vector<std::string>> ids;
    for (const auto& notice : notices) {
        ids[notice.object].push_back(notice.record);
        if (!notice.author.empty()) ids[user.key()].push_back(notice.author);
    }
    std::map<std::string, std::string> titles;
    for (const auto& [key, wanted] : ids) {
        const auto* object = session.catalogue().find(key);
        if (!object) continue;
        for (const auto& record : session.get_many(*object, wanted)) titles[record.id()] = record.title();
    }
    return titles;
}

void write_notice(JsonWriter& out, const Notice& notice, std::map<std::string, std::string>& titles, bool seen) {
    out.begin_object().field("position", notice.position).field("at", notice.at).field("kind", notice.kind);
    out.field("object", notice.object).field("record", notice.record).field("title", titles[notice.record]);
    out.key("author");
    notice.author.empty() ? out.null() : out.text(titles[notice.author]);
    out.field("seen", seen).end_object();
}

Response list(Session& session, Request& request) {
    const auto limit = static_cast<int>(whole_number(request, "limit", 30, 1, 200));
    constexpr auto newest = std::numeric_limits<std::int64_t>::max();
    const auto before = whole_number(request, "cursor", newest, 0, newest);
    std::vector<Notice> notices;
    std::int64_t seen = 0, waiting = 0;
    session.workspace().database().read([&](db::Connection& connection) {
        notices = notices_of(connection, session.actor().user_id, before, limit);
        seen = seen_until(connection, session.actor().user_id);
        waiting = unseen(connection, session.actor().user_id, seen);
    });
    auto titles = titles_of(session, notices);
    JsonWriter out;
    out.begin_object().field("unseen", waiting).key("notifications").begin_array();
    for (const auto& notice : notices) {
        if (titles.contains(notice.record)) write_notice(out, notice, titles, notice.position <= seen);
    }
    out.end_array().key("next");
    static_cast<int>(notices.size()) < limit ? out.null() : out.text(std::to_string(notices.back().position));
    out.end_object();
    return Response::json(out.take());
}

// {"until": 1204}: everything up to this position was looked at. Looking back never makes it unseen again.
Response mark_seen(Session& session, Request& request) {
    const auto body = json_body(request);
    std::int64_t until = 0;
    if (body.root()["until"].get_int64().get(until) || until < 0)
        refuse({{"until", "Indiquez la position de la dernière notification vue."}});
    session.workspace().database().write([&](db::Connection& connection) {
        connection.execute(
            "insert into notice_marks (person, position) values ($1, $2) on conflict (person) do update set position = "
            "excluded.position where excluded.position > notice_marks.position",
            db::Values{session.actor().user_id, until});
    });
    return Response::empty();
}

}  // namespace

void add_notification_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/notifications", "list_notifications", Policy::InPerson, list);
    add_route(parts, Method::Post, "/api/v1/notifications/seen", "see_notifications", Policy::InPerson, mark_seen);
}

}  // namespace elan::api
