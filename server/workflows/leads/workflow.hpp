#pragma once

#include "changes/workspace.hpp"
#include "workflows/leads/verbs.hpp"

namespace elan::leads {

inline Workflow workflow() {
    return {.objects = {&lead}, .actions = {&qualify, &convert, &lose, &reopen}, .rules = {}};
}

}  // namespace elan::leads
