#pragma once

#include "platform/http/server.hpp"

namespace elan::http {

// One line a request: what was asked, by whom, and how it went. The pattern of the route stands for the address, which
// may hold a secret; nothing of what was sent or answered is written.
void log_served(const Served& served);

}  // namespace elan::http
