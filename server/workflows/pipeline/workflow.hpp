#pragma once

#include "changes/workspace.hpp"
#include "workflows/pipeline/rules.hpp"
#include "workflows/pipeline/verbs.hpp"

namespace elan::pipeline {

// Won among won and lost, of the opportunities closed in the period.
Figure closing_rate(Session& session, std::int64_t from, std::int64_t to);

inline Workflow workflow() {
    return {.objects = {&opportunity},
            .actions = {&move, &win, &lose, &reopen},
            .rules = {{opportunity.key(), keep_consistent}},
            .indicators = {{.key = "closing_rate",
                            .label = {"Taux de signature", "Closing rate"},
                            .unit = "%",
                            .object = opportunity.key(),
                            .before = 18,
                            .target = 23,
                            .measure = closing_rate}}};
}

}  // namespace elan::pipeline
