#pragma once

#include "changes/reader.hpp"

namespace elan {

// Keeps the words of every record's searchable fields.
class SearchReader : public Reader {
 public:
    std::string_view name() const override { return "search"; }
    void forget(db::Connection& connection) override;
    void read(db::Connection& connection, Workspace& workspace, const std::vector<Change>& changes) override;
};

}  // namespace elan
