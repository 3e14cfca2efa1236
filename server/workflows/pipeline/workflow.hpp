#pragma once

#include "changes/workspace.hpp"
#include "workflows/pipeline/rules.hpp"
#include "workflows/pipeline/verbs.hpp"

namespace elan::pipeline {

inline Workflow workflow() {
    return {.objects = {&opportunity},
            .actions = {&move, &win, &lose, &reopen},
            .rules = {{opportunity.key(), keep_consistent}}};
}

}  // namespace elan::pipeline
