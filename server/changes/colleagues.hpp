#pragma once

#include "changes/workspace.hpp"

// Users, teams and their views as part of every workspace, and the rules that keep them in the right hands.
namespace elan::colleagues {

Workflow workflow();

// Rights are given by those who manage users; an owner is made, changed and put out by owners only, and one remains.
void keep_rights(Session& session, Record& changed, Commit& what);

}  // namespace elan::colleagues
