// List, read, create, change, delete and restore, for every object.
#include <fmt/format.h>

#include "api/api.hpp"
#include "api/list_query.hpp"
#include "api/record_json.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr std::size_t bytes_of_a_record = 600;  // about what one takes

std::string etag_of(const Record& record) { return std::to_string(record.revision()); }

Response answer_record(Session& session, const Record& record, int status = 200) {
    JsonWriter out;
    begin_record_answer(out, session, record);
    if (session.last_commit() != 0) out.field("commit", session.last_commit());
    out.end_object();
    auto response = Response::json(out.take(), status);
    response.etag(etag_of(record));
    return response;
}

Response list(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto query = list_query(session, object, request);
    const VisibleFields fields(session, object, request.query["fields"]);
    const auto page = session.list(query);

    JsonWriter out;
    out.expect(page.records.size() * bytes_of_a_record);
    out.begin_object().key("records").begin_array();
    for (const auto& record : page.records) write_record(out, fields, record);
    out.end_array();
    write_titles(out, session, page.records);
    out.key("next");
    page.next.empty() ? out.null() : out.text(page.next);
    if (request.query["total"] == "true") out.field("total", session.count(query));
    out.end_object();
    return Response::json(out.take());
}

Response read(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto record = session.get(object, std::string(request.names["id"]));
    if (request.headers["If-None-Match"] == fmt::format("\"{}\"", etag_of(record))) {
        auto same = Response::empty(304);
        same.etag(etag_of(record));
        return same;
    }
    const bool may_change = session.may(record, Act::Change);
    JsonWriter out;
    begin_record_answer(out, session, record);
    out.key("may").begin_object().field("change", may_change).field("delete", session.may(record, Act::Delete));
    write_offered_actions(out.key("actions"), session, record, may_change);
    out.end_object().end_object();
    auto response = Response::json(out.take());
    response.etag(etag_of(record));
    return response;
}

Response create(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto body = json_body(request);
    return answer_record(session, create_record(session, object, body.root()), 201);
}

// What would be complained of in these values, as they are typed. What is still missing is no complaint yet.
Response check(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto body = json_body(request);
    std::vector<FieldComplaint> complaints;
    try {
        auto record = session.make(object);
        fill(session, record, body.root());
    } catch (const Refusal& refusal) {
        if (refusal.problem != Problem::Invalid) throw;
        complaints = refusal.errors;
    }
    JsonWriter out;
    out.begin_object().key("errors").begin_array();
    for (const auto& complaint : complaints)
        out.begin_object().field("field", complaint.field).field("message", complaint.message).end_object();
    out.end_array().end_object();
    return Response::json(out.take());
}

// If-Match: "12", or * for whatever revision.
std::optional<std::int64_t> expected_revision(const Request& request, bool required) {
    auto given = request.headers["If-Match"];
    if (given.empty() && required) {
        refuse(Problem::PreconditionRequired, "Indiquez la révision que vous modifiez, dans l’en-tête If-Match.");
    }
    if (given.empty() || given == "*") return std::nullopt;
    if (given.starts_with("W/")) given.remove_prefix(2);
    if (given.size() > 2 && given.front() == '"') given = given.substr(1, given.size() - 2);
    std::int64_t revision = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), revision);
    return error == std::errc() && end == given.data() + given.size() ? revision : -1;
}

Response change(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto expected = expected_revision(request, true);
    const auto body = json_body(request);
    return answer_record(session,
                         change_record(session, object, std::string(request.names["id"]), expected, body.root()));
}

Response remove(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    delete_record(session, object, std::string(request.names["id"]), expected_revision(request, false));
    return Response::empty();
}

Response restore(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    return answer_record(session, restore_record(session, object, std::string(request.names["id"])));
}

}  // namespace

void add_record_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/{path}", "list_records", Policy::SignedIn, list);
    add_route(parts, Method::Get, "/api/v1/{path}/{id}", "read_record", Policy::SignedIn, read);
    add_route(parts, Method::Post, "/api/v1/{path}", "create_record", Policy::SignedIn, create);
    add_route(parts, Method::Post, "/api/v1/{path}/check", "check_record", Policy::SignedIn, check,
              {.keeps_answer = false});
    add_route(parts, Method::Patch, "/api/v1/{path}/{id}", "change_record", Policy::SignedIn, change);
    add_route(parts, Method::Delete, "/api/v1/{path}/{id}", "delete_record", Policy::SignedIn, remove);
    add_route(parts, Method::Post, "/api/v1/{path}/{id}/restore", "restore_record", Policy::SignedIn, restore);
}

}  // namespace elan::api
