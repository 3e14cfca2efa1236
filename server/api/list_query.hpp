#pragma once

#include "changes/session.hpp"
#include "platform/http/request.hpp"

namespace elan::api {

// Reads filter, sort, q, limit, cursor, skip and bin from an address. All complaints at once.
Query list_query(Session& session, const Object& object, const http::Request& request);

// The filter given as JSON text, "" for everything.
Filter filter_from(Session& session, const Object& object, std::string_view json);
Filter filter_from(Session& session, const Object& object, Json json);

}  // namespace elan::api
