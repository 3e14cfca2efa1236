#pragma once

#include "api/api.hpp"

namespace elan::api {

// OpenAPI 3.1 of everything the router answers under /api/v1, the generic routes written out for each object and
// action.
// With the fields that the reader may see.
std::string openapi_json(const Catalogue& catalogue, const http::Router& router, const Actor& reader);

// The catalogue's records and action inputs as TypeScript types.
std::string typescript(const Catalogue& catalogue);

}  // namespace elan::api
