// The figures that the workflows declare, measured for a period.
#include "api/api.hpp"

namespace elan::api {

namespace {

using http::Request;
using http::Response;

constexpr std::int64_t quarter_ms = 90LL * 24 * 3600 * 1000;

void write_figure(JsonWriter& out, const Indicator& indicator, const Figure& figure) {
    out.begin_object()
        .field("key", indicator.key)
        .field("label", indicator.label.fr)
        .field("label_en", indicator.label.en);
    out.field("unit", indicator.unit).field("object", indicator.object).field("count", figure.count).key("value");
    figure.count == 0 ? out.null() : out.real(figure.value);
    out.key("before").real(indicator.before).key("target").real(indicator.target);
    out.field("less_is_better", indicator.less_is_better).key("filter").raw(figure.filter).end_object();
}

Response indicators(Session& session, Request& request) {
    const auto now = session.now_ms();
    const auto to = whole_number(request, "to", now + 1, 0, 253'402'300'799'999);
    const auto from = whole_number(request, "from", to - quarter_ms, 0, to);
    JsonWriter out;
    out.begin_object().field("from", from).field("to", to).key("indicators").begin_array();
    for (const auto& workflow : session.workspace().workflows()) {
        for (const auto& indicator : workflow.indicators) {
            const auto& object = session.catalogue().object(indicator.object);
            if (session.actor().scope(object, Act::Read) == Scope::None) continue;
            write_figure(out, indicator, indicator.measure(session, from, to));
        }
    }
    out.end_array().end_object();
    return Response::json(out.take());
}

}  // namespace

void add_indicator_routes(Parts& parts) {
    add_route(parts, http::Method::Get, "/api/v1/indicators", "indicators", Policy::SignedIn, indicators);
}

}  // namespace elan::api
