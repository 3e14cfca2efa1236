#pragma once

#include "changes/workspace.hpp"
#include "workflows/contacts/company.hpp"
#include "workflows/contacts/contact.hpp"
#include "workflows/contacts/note.hpp"

namespace elan::contacts {

inline Workflow workflow() { return {.objects = {&contact, &company, &note}, .actions = {}, .rules = {}}; }

}  // namespace elan::contacts
