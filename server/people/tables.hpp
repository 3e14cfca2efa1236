#pragma once

#include "platform/db/database.hpp"

namespace elan {

// What people sign in with, apart from their records: it never passes through the log, the API's records or an export.
void create_people_tables(db::Connection& connection);

}  // namespace elan
