#pragma once

#include "platform/db/database.hpp"

namespace elan {

// The enduring tables beside the records: log, commits, timers, positions, idempotency, shares, settings. Each is
// created once and only ever gains columns.
void create_change_tables(db::Connection& connection);

}  // namespace elan
