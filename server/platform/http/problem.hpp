#pragma once

#include <exception>
#include <string>

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/refusal.hpp"

// The only place that knows which status a problem has.
namespace elan::http {

int status_of(Problem problem);

// RFC 9457: {"type":"about:blank","title":…,"status":…,"code":…,"errors":[{"field":…,"message":…}]}.
Response problem_response(const Refusal& refusal);
// A Refusal as above; anything else is our fault: it is logged with its cause under the request's id, and the
// person gets an apology and that id.
Response failure_response(std::exception_ptr failure, const Request& request);

// Text between quotes for JSON, with what must be escaped escaped.
void append_json_text(std::string& out, std::string_view text);

}  // namespace elan::http
