#pragma once

#include <string>
#include <vector>

#include "platform/db/database.hpp"

// Where a page ended: the sort values of its last row, so that the next page begins right behind it whatever was
// written meanwhile.
namespace elan {

struct SortColumn {
    std::string name;
    bool descending = false;
};

std::string cursor_of(const std::vector<SortColumn>& columns, const db::Values& last);

// The condition for rows behind the cursor, with its values bound. Refuses a cursor of another sort.
std::string after_cursor(const std::vector<SortColumn>& columns, const std::string& cursor, db::Values& parameters);

}  // namespace elan
