#include <fmt/format.h>

#include <algorithm>

#include "changes/session.hpp"
#include "workflows/leads/workflow.hpp"

namespace elan::leads {

namespace {

Filter between(const Field<Moment>& field, std::int64_t from, std::int64_t to) {
    return Filter::condition(field.index, Filter::Op::Between, {from, to - 1});
}

std::string between_json(const char* field, std::int64_t from, std::int64_t to) {
    return fmt::format(R"({{"field":"{}","op":"between","value":[{},{}]}})", field, from, to - 1);
}

// Hours from coming in to being qualified, for the leads qualified in the period. Reads them all: as many as were
// qualified.
std::vector<double> hours_to_qualify(Session& session, std::int64_t from, std::int64_t to) {
    std::vector<double> hours;
    const auto& leads = session.object(lead);
    Query query{.object = &leads,
                .filter = between(lead.qualified_at, from, to),
                .permitted = {},
                .sort = {{.field = lead.qualified_at.index}},
                .limit = 500};
    do {
        const auto page = session.list(query);
        for (const auto& one : page.records)
            hours.push_back(static_cast<double>(one[lead.qualified_at] - one[leads.created_at]) / 3'600'000.0);
        query.after = page.next;
    } while (!query.after.empty());
    return hours;
}

}  // namespace

// The median: one lead forgotten for months must not hide that the others were quick.
Figure time_to_qualify(Session& session, std::int64_t from, std::int64_t to) {
    auto hours = hours_to_qualify(session, from, to);
    Figure figure{
        .value = 0, .count = static_cast<std::int64_t>(hours.size()), .filter = between_json("qualified_at", from, to)};
    if (hours.empty()) return figure;
    std::ranges::sort(hours);
    const auto middle = hours.size() / 2;
    figure.value = hours.size() % 2 == 1 ? hours[middle] : (hours[middle - 1] + hours[middle]) / 2;
    return figure;
}

// Of the leads judged worth it in the period (MQL), the share that became an opportunity (SQL) since; lost ones count.
Figure mql_to_sql(Session& session, std::int64_t from, std::int64_t to) {
    Query qualified{.object = &session.object(lead), .filter = between(lead.qualified_at, from, to)};
    auto converted = qualified;
    converted.filter =
        Filter::all({qualified.filter, Filter::condition(lead.opportunity.index, Filter::Op::NotEmpty, {})});
    const auto count = session.count(qualified);
    const auto share =
        count == 0 ? 0.0 : 100.0 * static_cast<double>(session.count(converted)) / static_cast<double>(count);
    return {.value = share, .count = count, .filter = between_json("qualified_at", from, to)};
}

}  // namespace elan::leads
