// Counts and figures over records: the feet of a list's columns, the heads of its groups, the tiles of a dashboard.
#include <fmt/format.h>

#include "api/api.hpp"
#include "api/list_query.hpp"
#include "api/record_json.hpp"
#include "insight/text/french_dates.hpp"
#include "insight/text/periods.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr std::size_t most_periods = 400;  // a year of days, and a month more

// "amount:sum,email:filled"
std::vector<Measure> measures_of(Session& session, const Object& object, std::string_view text) {
    std::vector<Measure> measures;
    std::vector<FieldComplaint> complaints;
    while (!text.empty()) {
        const auto one = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), one.size() + 1));
        const auto colon = one.find(':');
        const auto* field = object.find(one.substr(0, colon));
        const bool visible = field && session.actor().may_see(object, *field);
        const auto kind = colon == std::string_view::npos ? std::string_view("sum") : one.substr(colon + 1);
        if (const auto measure = visible ? measure_named(*field, kind) : std::nullopt) {
            measures.push_back(*measure);
        } else {
            complaints.push_back({"figures", fmt::format("« {} » ne se calcule pas.", one)});
        }
    }
    if (!complaints.empty()) refuse(std::move(complaints));
    return measures;
}

void write_figure(JsonWriter& out, const Measure& measure, const Value& figure) {
    if (const auto* real = std::get_if<double>(&figure)) {
        out.real(*real);
    } else if (measure.kind == Measure::Kind::Filled) {
        out.integer(std::get<std::int64_t>(figure));
    } else {
        write_value(out, *measure.field, figure);
    }
}

void write_figures(JsonWriter& out, const std::vector<Measure>& measures, const Group& group) {
    out.field("count", group.count).key("figures").begin_array();
    for (std::size_t i = 0; i < measures.size(); ++i) write_figure(out, measures[i], group.figures[i]);
    out.end_array();
}

// Stand-ins that hold the groups' values, so that linked ones are called by their titles.
std::vector<Record> holders_of(const Object& object, const FieldDeclaration& by, const std::vector<Group>& groups) {
    std::vector<Record> holders;
    if (by.target.empty()) return holders;
    for (const auto& group : groups) {
        if (is_empty(group.value)) continue;
        holders.emplace_back(object, std::string());
        holders.back().put(by, group.value);
    }
    return holders;
}

const FieldDeclaration& grouping_field(Session& session, const Object& object, std::string_view key) {
    if (key.empty()) refuse({{"by", "Indiquez le champ de regroupement."}});
    const auto* field = object.find(key);
    if (!field || !session.actor().may_see(object, *field)) refuse({{"by", "Ce champ n’existe pas."}});
    return *field;
}

std::string day_given(const Request& request, std::string_view name) {
    const auto day = request.query[name];
    if (!is_day(day)) refuse({{std::string(name), "Donnez un jour (exemple : 2026-11-23)."}});
    return std::string(day);
}

// The periods between two days, on the asker's calendar.
Grouping in_periods(Session& session, const FieldDeclaration& field, const Request& request) {
    const auto every = every_named(request.query["every"]);
    if (!every) refuse({{"every", "Choisissez day, week, month, quarter ou year."}});
    const auto zone = session.filter_context().time_zone;
    if (is_empty(field.type->start_of_day("2026-01-01", zone)))
        refuse({{"by", "Ce champ n’est pas une date : il ne se découpe pas en périodes."}});
    const auto until = day_given(request, "until");
    const auto days = period_starts(*every, day_given(request, "from"), until, most_periods);
    if (days.empty()) refuse({{"until", "La période se termine avant de commencer."}});
    if (days.size() > most_periods)
        refuse({{"every", fmt::format("Cela fait plus de {} périodes : choisissez-les plus longues.", most_periods)}});
    Grouping by{.field = &field, .starts = {}, .end = field.type->start_of_day(next_period(*every, until), zone)};
    for (const auto& day : days) by.starts.push_back(field.type->start_of_day(day, zone));
    return by;
}

Response groups(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto query = list_query(session, object, request);
    const auto& by = grouping_field(session, object, request.query["by"]);
    const auto grouping = request.query["every"].empty() ? Grouping{.field = &by} : in_periods(session, by, request);
    const bool sums = !request.query["sum"].empty();
    auto measures = measures_of(session, object, request.query["figures"]);
    // A sum asked for by itself is answered by itself.
    if (sums) measures.push_back(measures_of(session, object, request.query["sum"]).front());
    const auto found = session.groups(query, grouping, measures);
    JsonWriter out;
    out.begin_object().key("groups").begin_array();
    for (const auto& group : found) {
        out.begin_object().key("value");
        write_value(out, by, group.value);
        write_figures(out, measures, group);
        if (sums) write_figure(out.key("sum"), measures.back(), group.figures.back());
        out.end_object();
    }
    out.end_array();
    write_titles(out, session, holders_of(object, by, found));
    out.end_object();
    return Response::json(out.take());
}

// The feet of a list's columns.
Response totals(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto query = list_query(session, object, request);
    const auto measures = measures_of(session, object, request.query["figures"]);
    JsonWriter out;
    out.begin_object();
    write_figures(out, measures, session.groups(query, {}, measures).front());
    out.end_object();
    return Response::json(out.take());
}

}  // namespace

void add_group_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/{path}/groups", "group_records", Policy::SignedIn, groups);
    add_route(parts, Method::Get, "/api/v1/{path}/totals", "total_records", Policy::SignedIn, totals);
}

}  // namespace elan::api
