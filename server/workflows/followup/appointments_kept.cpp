#include <fmt/format.h>

#include "changes/session.hpp"
#include "workflows/followup/workflow.hpp"

namespace elan::followup {

Figure appointments_kept(Session& session, std::int64_t from, std::int64_t to) {
    const auto in_period = Filter::condition(task.due_at.index, Filter::Op::Between, {from, to - 1});
    auto ended_as = [&](const char* outcome) {
        return session.count(
            {.object = &session.object(task), .filter = Filter::all({in_period, Filter::is(task.kept, outcome)})});
    };
    const auto kept = ended_as("kept");
    const auto noted = kept + ended_as("missed");
    return {
        .value = noted == 0 ? 0.0 : 100.0 * static_cast<double>(kept) / static_cast<double>(noted),
        .count = noted,
        .filter = fmt::format(
            R"({{"all":[{{"field":"due_at","op":"between","value":[{},{}]}},{{"field":"kept","op":"not_empty"}}]}})",
            from, to - 1)};
}

}  // namespace elan::followup
