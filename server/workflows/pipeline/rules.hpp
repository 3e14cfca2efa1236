#pragma once

#include "changes/session.hpp"

// What holds for every opportunity, whichever way it is written.
namespace elan::pipeline {

bool is_closed(const Record& sold);

// Noon of the given day where the user works, or now when no day was given; a day to come is refused.
std::int64_t closing_moment(Session& session, const std::string& day);

// Keeps stage, probability and closing moment consistent: won is 100 %, lost is 0 %, an open stage has its usual chance
// unless one was typed, and what is closed knows since when.
void keep_consistent(Session& session, Record& sold, Commit& what);

}  // namespace elan::pipeline
