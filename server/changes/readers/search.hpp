#pragma once

#include "changes/reader.hpp"

namespace elan {

// Keeps the words of every record's searchable fields.
class SearchReader : public Reader {
 public:
    std::string_view name() const override { return "search"; }
    std::chrono::milliseconds gathers() const override { return std::chrono::milliseconds(200); }
    void forget(db::Connection& connection) override;
    Writing read(db::Connection& snapshot, Workspace& workspace, const std::vector<Change>& changes) override;
};

}  // namespace elan
