#include <fmt/format.h>

#include "changes/session.hpp"
#include "workflows/pipeline/workflow.hpp"

namespace elan::pipeline {

Figure closing_rate(Session& session, std::int64_t from, std::int64_t to) {
    const auto in_period = Filter::condition(opportunity.closed_at.index, Filter::Op::Between, {from, to - 1});
    auto closed_as = [&](const char* stage) {
        return session.count({.object = &session.object(opportunity),
                              .filter = Filter::all({in_period, Filter::is(opportunity.stage, stage)})});
    };
    const auto won = closed_as("won");
    const auto closed = won + closed_as("lost");
    return {.value = closed == 0 ? 0.0 : 100.0 * static_cast<double>(won) / static_cast<double>(closed),
            .count = closed,
            .filter = fmt::format(R"({{"field":"closed_at","op":"between","value":[{},{}]}})", from, to - 1)};
}

}  // namespace elan::pipeline
