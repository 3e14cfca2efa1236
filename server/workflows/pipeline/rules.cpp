#include "workflows/pipeline/rules.hpp"

#include <map>

#include "insight/text/french_dates.hpp"
#include "workflows/pipeline/opportunity.hpp"

namespace elan::pipeline {

namespace {

// What a sale at this stage is usually worth hoping, until the company's own history says better.
const std::map<std::string, double> usual_chance = {
    {"discovery", 20}, {"proposal", 50}, {"negotiation", 75}, {"won", 100}, {"lost", 0}};

}  // namespace

bool is_closed(const Record& sold) { return sold[opportunity.stage] == "won" || sold[opportunity.stage] == "lost"; }

std::int64_t closing_moment(Session& session, const std::string& day) {
    if (day.empty()) return session.now_ms();
    const auto noon = local_moment(day, 12, 0, session.actor().time_zone);
    const auto end_of_today =
        local_moment(local_day(session.now_ms(), session.actor().time_zone), 23, 59, session.actor().time_zone);
    refuse_if(noon > end_of_today, "La date de clôture ne peut pas être dans le futur.");
    return std::min(noon, session.now_ms());
}

void keep_consistent(Session& session, Record& sold, Commit&) {
    const bool chance_typed = sold.changed(opportunity.probability) && !sold.is_new();
    const bool stage_changed = sold.changed(opportunity.stage) || sold.is_new();
    if (stage_changed && (is_closed(sold) || !chance_typed)) {
        const auto usual = usual_chance.find(sold[opportunity.stage]);
        if (usual != usual_chance.end()) sold.set(opportunity.probability, usual->second);
    }
    if (!is_closed(sold)) {
        sold.clear(opportunity.closed_at);
    } else if (!sold.has(opportunity.closed_at)) {
        sold.set(opportunity.closed_at, session.now_ms());
    }
}

}  // namespace elan::pipeline
