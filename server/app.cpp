#include "app.hpp"

#include "api/export.hpp"
#include "api/live.hpp"
#include "changes/colleagues.hpp"
#include "changes/message_verbs.hpp"
#include "changes/readers/notifications.hpp"
#include "changes/readers/search.hpp"
#include "channels/email/settings.hpp"
#include "platform/crypto/sealed.hpp"
#include "platform/http/assets.hpp"
#include "workflows/contacts/workflow.hpp"
#include "workflows/followup/workflow.hpp"
#include "workflows/leads/workflow.hpp"
#include "workflows/pipeline/workflow.hpp"

namespace elan {

namespace {

std::vector<Workflow> workflows() {
    return {contacts::workflow(), leads::workflow(),    pipeline::workflow(),
            followup::workflow(), messages::workflow(), colleagues::workflow()};
}

std::vector<std::unique_ptr<Reader>> make_readers(http::EventHub& events) {
    std::vector<std::unique_ptr<Reader>> all;
    all.push_back(std::make_unique<api::LiveReader>(events));
    all.push_back(std::make_unique<SearchReader>());
    all.push_back(std::make_unique<NotificationReader>());
    return all;
}

void add_routes(api::Parts& parts) {
    api::add_people_routes(parts);
    api::add_catalogue_routes(parts);
    api::add_customise_routes(parts);
    api::add_group_routes(parts);
    api::add_record_routes(parts);
    api::add_action_routes(parts);
    api::add_change_routes(parts);
    api::add_search_routes(parts);
    api::add_timeline_routes(parts);
    api::add_audience_routes(parts);
    api::add_presence_routes(parts);
    api::add_notification_routes(parts);
    api::add_share_routes(parts);
    api::add_file_routes(parts);
    api::add_indicator_routes(parts);
    api::add_export_routes(parts);
    api::add_route(parts, http::Method::Get, "/api/v1/settings/email", "show_email_settings",
                   api::Policy::ManageSettings, show_email_settings);
    api::add_route(parts, http::Method::Patch, "/api/v1/settings/email", "change_email_settings",
                   api::Policy::ManageSettings, change_email_settings, {.keeps_answer = false});
    api::add_route(parts, http::Method::Post, "/api/v1/settings/email/test", "test_email_settings",
                   api::Policy::ManageSettings, send_test_email);
    api::add_company_routes(parts);
    api::add_openapi_routes(parts);
}

std::vector<WebForm> web_forms() {
    return {{.slug = "contact",
             .title = "Contactez-nous",
             .introduction = "Dites-nous ce dont vous avez besoin : nous vous rappelons.",
             .object = lead.key(),
             .fields = {"name", "email", "phone", "company_name", "need"},
             .values = {{"source", "form"}}}};
}

std::unique_ptr<db::Database> open_database(const Place& place) {
    if (!place.postgres_url.empty()) return db::open_postgres({.url = place.postgres_url, .schema = place.schema});
    return db::open_sqlite({.file = (place.folder / "elan.db").string()});
}

WorkspaceParts parts_of(const Place& place, const Clock& clock, Randomness& randomness) {
    std::filesystem::create_directories(place.folder);
    std::filesystem::permissions(place.folder, std::filesystem::perms::owner_all);
    return {.database = open_database(place),
            .folder = place.folder,
            .clock = &clock,
            .randomness = &randomness,
            .workflows = workflows(),
            .master_key = master_key(place.folder / "master.key", randomness)};
}

}  // namespace

App::App(const Place& place, const Injected& injected, const api::Allowances& allowances)
    : limits_(injected.clock ? *injected.clock : system_clock_, allowances),
      events_({.per_user = static_cast<std::size_t>(allowances.streams_per_person),
               .in_all = static_cast<std::size_t>(allowances.streams)}) {
    if (place.postgres_url.empty()) served_folder_ = place.folder;
    const Clock& clock = injected.clock ? *injected.clock : system_clock_;
    Randomness& randomness = injected.randomness ? *injected.randomness : system_randomness_;
    workspace_ = std::make_unique<Workspace>(parts_of(place, clock, randomness));
    people_ = std::make_unique<People>(
        People::Parts{.database = workspace_->database(),
                      .clock = clock,
                      .randomness = randomness,
                      .master_key = workspace_->master_key(),
                      .catalogue = [this]() -> const Catalogue& { return workspace_->catalogue(); }});
    readers_ = std::make_unique<ReaderLoop>(*workspace_, make_readers(events_));
    timers_ = std::make_unique<TimerLoop>(*workspace_);
    email_ = std::make_unique<EmailChannel>(*workspace_, [this] { return read_email_account(*workspace_); });
    parts_ = std::make_unique<api::Parts>(api::Parts{*workspace_, *people_, *readers_, events_, router_, limits_});
    add_routes(*parts_);
    workspace_->database().write([](db::Connection& connection) {
        imports::create_import_tables(connection);
        api::create_export_table(connection);
    });
    imports_ = std::make_unique<imports::ImportRunner>(*workspace_, *people_);
    api::add_import_routes(*parts_, *imports_);
    forms_ = std::make_unique<WebForms>(*workspace_, web_forms(), allowances.form_sends_per_hour);
    forms_->add_routes(router_);
    router_.otherwise([assets = http::Assets()](http::Request& request) { return assets.answer(request); });
}

App::~App() { stop(); }

void App::start() {
    if (served_folder_)
        serving_ = std::make_unique<ExclusiveFile>(*served_folder_ / "served",
                                                   "Élan sert déjà ce dossier. Arrêtez-le d’abord, ou choisissez un "
                                                   "autre dossier avec --data.");
    readers_->start();
    timers_->start();
    email_->start();
    imports_->start();
}

void App::stop() {
    imports_->stop();
    email_->stop();
    timers_->stop();
    readers_->stop();
    serving_.reset();
}

}  // namespace elan
