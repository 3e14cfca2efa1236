// Sharing one record with a colleague or a team.
#include "api/api.hpp"
#include "people/user.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

Record sharable(Session& session, Request& request) {
    auto record = session.get(object_at(session, request), std::string(request.names["id"]));
    if (!session.may(record, Act::Change))
        refuse(Problem::Forbidden, "Vos droits ne vous permettent pas de partager cette fiche.");
    return record;
}

Response list(Session& session, Request& request) {
    const auto record = session.get(object_at(session, request), std::string(request.names["id"]));
    JsonWriter out;
    out.begin_object().key("shares").begin_array();
    session.workspace().database().read([&](db::Connection& connection) {
        connection.query("select id, grantee, may_change from shares where record = $1 order by created_at",
                         db::Values{record.id()}, [&](const db::Row& row) {
                             out.begin_object()
                                 .field("id", row.text(0))
                                 .field("with", row.text(1))
                                 .field("change", row.integer(2) != 0)
                                 .end_object();
                         });
    });
    out.end_array().end_object();
    return Response::json(out.take());
}

std::string grantee_of(Session& session, const JsonDocument& body) {
    const auto user_id = std::string(text_member(body.root(), "user"));
    const auto team_id = std::string(text_member(body.root(), "team"));
    if (!user_id.empty() && session.find(session.object(user), user_id)) return user_id;
    if (!team_id.empty() && session.find(session.object(team), team_id)) return team_id;
    refuse({{"user", "Choisissez un collègue ou une équipe."}});
}

Response share(Session& session, Request& request) {
    const auto record = sharable(session, request);
    const auto body = json_body(request);
    const auto grantee = grantee_of(session, body);
    bool may_change = false;
    if (body.root()["change"].get_bool().get(may_change)) may_change = false;
    auto id = session.workspace().new_id();
    session.workspace().database().write([&](db::Connection& connection) {
        connection.execute(
            "insert into shares (id, object, record, grantee, may_change, created_at, created_by) values "
            "($1,$2,$3,$4,$5,$6,$7) "
            "on conflict (record, grantee) do update set may_change = excluded.may_change",
            db::Values{id, record.object().key(), record.id(), grantee, std::int64_t{may_change}, session.now_ms(),
                       session.actor().user_id});
        const auto kept = connection.first("select id from shares where record = $1 and grantee = $2",
                                           db::Values{record.id(), grantee});
        id = std::get<std::string>(kept);
    });
    JsonWriter out;
    out.begin_object().field("id", id).field("with", grantee).field("change", may_change).end_object();
    return Response::json(out.take(), 201);
}

Response unshare(Session& session, Request& request) {
    const auto record = sharable(session, request);
    std::int64_t removed = 0;
    session.workspace().database().write([&](db::Connection& connection) {
        removed = connection.execute("delete from shares where id = $1 and record = $2",
                                     db::Values{std::string(request.names["share"]), record.id()});
    });
    if (removed == 0) refuse(Problem::NotFound, "Ce partage n’existe pas.");
    return Response::empty();
}

}  // namespace

void add_share_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/{path}/{id}/shares", "list_shares", Policy::SignedIn, list);
    add_route(parts, Method::Post, "/api/v1/{path}/{id}/shares", "share_record", Policy::SignedIn, share);
    add_route(parts, Method::Delete, "/api/v1/{path}/{id}/shares/{share}", "unshare_record", Policy::SignedIn, unshare);
}

}  // namespace elan::api
