#pragma once

#include "api/api.hpp"

namespace elan::api {

inline constexpr std::int64_t answers_kept_ms = 30LL * 24 * 3600 * 1000;

// A write with an Idempotency-Key has one effect however often it comes: the key is stored in the transaction of the
// effect, and a second request with it gets the first answer again. The same key with another body is refused (422).
http::Response answer_once(Session& session, http::Request& request, const Handler& handler);

// Keys older than thirty days are forgotten.
void forget_old_answers(Workspace& workspace);

}  // namespace elan::api
