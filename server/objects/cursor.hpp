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
    db::Storage storage = db::Storage::Text;
};

std::string cursor_of(const std::vector<SortColumn>& columns, const db::Values& last);

// The rows behind a cursor are read in two parts, because no range of an index holds empty values together with others.
class Cursor {
 public:
    // Refuses a cursor of another sort.
    Cursor(const std::vector<SortColumn>& columns, const std::string& written);

    // Rows behind the cursor whose first sort value is empty as the cursor's is, or as little empty; binds its values.
    std::string same_part(db::Values& parameters) const;
    // All rows of the other part; "" when it comes before.
    std::string next_part() const;

 private:
    const std::vector<SortColumn>& columns_;
    db::Values values_;
};

}  // namespace elan
