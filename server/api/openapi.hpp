#pragma once

#include "api/api.hpp"

namespace elan::api {

// OpenAPI 3.1 of everything the router answers under /api/v1, the generic routes written out for each object and
// action.
std::string openapi_json(const Catalogue& catalogue, const http::Router& router);

// The catalogue's records and action inputs as TypeScript types.
std::string typescript(const Catalogue& catalogue);

}  // namespace elan::api
