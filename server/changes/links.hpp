#pragma once

#include <set>
#include <string>
#include <vector>

#include "objects/catalogue.hpp"
#include "platform/db/database.hpp"

namespace elan {

// Of these records of one object, those that records in use link to by a link field, leaving aside the links from the
// records named in `apart`. Links by a list of links are not looked at: no index leads to them.
std::set<std::string> linked_records(db::Connection& connection, const Catalogue& catalogue, const Object& object,
                                     const std::vector<std::string>& ids, const std::set<std::string>& apart);

}  // namespace elan
