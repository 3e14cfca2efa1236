#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/limits.hpp"
#include "changes/session.hpp"
#include "people/people.hpp"
#include "platform/http/router.hpp"

// The HTTP face of a workspace, derived from the catalogue. Each file of this folder adds the routes of one subject.
namespace elan {

class ReaderLoop;

namespace imports {
class ImportRunner;
}

namespace http {
class EventHub;
}

namespace api {

struct Parts {
    Workspace& workspace;
    People& people;
    ReaderLoop& readers;
    http::EventHub& events;
    http::Router& router;
    Limits& limits;
};

// Who may call a route. The words stand in the route's policy, in OpenAPI and in the policy test.
enum class Policy {
    Anyone,    // no sign-in: set-up, sign-in, public forms, the catalogue of errors
    SignedIn,  // a person or an API key; what he may do with which records is decided below
    InPerson,  // signed in, and not by an API key: what could make, widen or outlive a key
    ManageUsers,
    ManageObjects,
    ManageSettings,
    ReadAudit,
};
std::string_view policy_key(Policy policy);

using Handler = std::function<http::Response(Session&, http::Request&)>;

struct RouteOptions {
    std::uint64_t body_limit = http::json_limit;
    bool keeps_answer = true;  // a write answered from the Idempotency-Key when it comes again
};

// Adds a route: signs the caller in, checks policy and cross-site proof, honours Idempotency-Key, then calls the
// handler.
void add_route(Parts& parts, http::Method method, std::string pattern, std::string name, Policy policy, Handler handler,
               RouteOptions options = {});

// The object that an address names. Refuses NotFound for an unknown one and for one the caller may not read at all.
const Object& object_at(Session& session, const http::Request& request);

// The JSON body as a document; an absent body is {}.
JsonDocument json_body(const http::Request& request);

// Reads a whole number from the address. Refuses Invalid when it is none or out of bounds.
std::int64_t whole_number(const http::Request& request, std::string_view name, std::int64_t otherwise,
                          std::int64_t least, std::int64_t most);

void add_people_routes(Parts& parts);
void add_group_routes(Parts& parts);
void add_record_routes(Parts& parts);
void add_action_routes(Parts& parts);
void add_change_routes(Parts& parts);
void add_catalogue_routes(Parts& parts);
void add_customise_routes(Parts& parts);
void add_search_routes(Parts& parts);
void add_export_routes(Parts& parts);
void add_import_routes(Parts& parts, imports::ImportRunner& runner);
void add_file_routes(Parts& parts);
void add_timeline_routes(Parts& parts);
void add_audience_routes(Parts& parts);
void add_presence_routes(Parts& parts);
void add_notification_routes(Parts& parts);
void add_share_routes(Parts& parts);
void add_indicator_routes(Parts& parts);
void add_company_routes(Parts& parts);
void add_openapi_routes(Parts& parts);

}  // namespace api
}  // namespace elan
