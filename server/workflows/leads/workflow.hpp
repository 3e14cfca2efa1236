#pragma once

#include "changes/workspace.hpp"
#include "workflows/leads/verbs.hpp"

namespace elan::leads {

Figure time_to_qualify(Session& session, std::int64_t from, std::int64_t to);
Figure mql_to_sql(Session& session, std::int64_t from, std::int64_t to);

inline Workflow workflow() {
    return {.objects = {&lead},
            .actions = {&qualify, &convert, &lose, &reopen},
            .rules = {},
            .indicators = {{.key = "time_to_qualify",
                            .label = {"Temps de qualification", "Time to qualify"},
                            .unit = "h",
                            .object = lead.key(),
                            .before = 48,
                            .target = 12,
                            .less_is_better = true,
                            .measure = time_to_qualify},
                           {.key = "mql_to_sql",
                            .label = {"Pistes qualifiées devenues opportunités", "MQL to SQL"},
                            .unit = "%",
                            .object = lead.key(),
                            .before = 15,
                            .target = 25,
                            .measure = mql_to_sql}}};
}

}  // namespace elan::leads
