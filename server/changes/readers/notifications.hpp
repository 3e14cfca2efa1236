#pragma once

#include "changes/reader.hpp"

namespace elan {

// Keeps, for each person, what others did that concerns him: `notices`, from the log. How far he has looked is
// enduring and stands in `notice_marks`.
class NotificationReader : public Reader {
 public:
    std::string_view name() const override { return "notifications"; }
    std::chrono::milliseconds gathers() const override { return std::chrono::milliseconds(100); }
    void forget(db::Connection& connection) override;
    Writing read(db::Connection& snapshot, Workspace& workspace, const std::vector<Change>& changes) override;
};

// Whoever was noticed of something before this moment has seen it: a company that begins with a history.
void see_notices_before(db::Database& database, std::int64_t moment);

}  // namespace elan
