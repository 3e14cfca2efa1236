#pragma once

#include "changes/session.hpp"

namespace elan {

struct UndoConflict {
    std::string object, record, field, message;
};
struct UndoResult {
    std::int64_t undone = 0;  // records put back
    std::vector<UndoConflict> conflicts;
    std::int64_t commit = 0;
};

// Puts back what some commits changed, in one new commit: created records go to the bin, values return. A field that
// someone changed since is listed as a conflict and left as it is. The actor needs the right to change each record.
UndoResult undo_commits(Session& session, const std::vector<std::int64_t>& commits, std::string action = "undo");

}  // namespace elan
