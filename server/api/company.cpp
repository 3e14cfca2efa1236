// The company's own settings.
#include "changes/company_settings.hpp"

#include "api/api.hpp"

namespace elan::api {

namespace {

http::Response show_company(Session& session, http::Request&) {
    JsonWriter out;
    write_company(out, read_company(session.workspace()));
    return http::Response::json(out.take());
}

http::Response change_company_settings(Session& session, http::Request& request) {
    const auto body = json_body(request);
    change_company(session.workspace(), body.root());
    return show_company(session, request);
}

}  // namespace

void add_company_routes(Parts& parts) {
    add_route(parts, http::Method::Get, "/api/v1/settings/company", "show_company_settings", Policy::SignedIn,
              show_company);
    add_route(parts, http::Method::Patch, "/api/v1/settings/company", "change_company_settings", Policy::ManageSettings,
              change_company_settings);
}

}  // namespace elan::api
