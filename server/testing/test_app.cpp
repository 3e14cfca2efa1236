#include "testing/test_app.hpp"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "people/user.hpp"

namespace elan::testing {

namespace {

Place fresh_place(Kind kind) {
    auto folder = (std::filesystem::temp_directory_path() / "elan-app-XXXXXX").string();
    if (!::mkdtemp(folder.data())) throw std::runtime_error("no temporary folder can be made");
    Place place{.folder = folder};
    if (kind == Kind::Postgres) {
        place.postgres_url = std::getenv("ELAN_TEST_POSTGRES");
        place.schema = "app_" + folder.substr(folder.size() - 6);
    }
    return place;
}

}  // namespace

TestApp::TestApp(Kind kind) : kind_(kind), place_(fresh_place(kind)) { restart(); }

TestApp::~TestApp() {
    if (kind_ == Kind::Postgres) {
        app_->stop();
        app_->workspace().database().write([&](db::Connection& connection) {
            connection.script("drop schema " + db::quoted_name(place_.schema) + " cascade");
        });
    }
    app_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(place_.folder, ignored);
}

void TestApp::restart() {
    app_.reset();
    app_ = std::make_unique<App>(place_, Injected{.clock = &clock_, .randomness = &randomness_});
}

Session TestApp::owner() {
    if (owner_.empty()) {
        Session system(app_->workspace(), Actor::system());
        auto record = system.make(system.object(user));
        record.set(user.name, "Marie Le Goff");
        record.set(user.email, "marie@example.invalid");
        record.set(user.role, "owner");
        system.commit("create", {record});
        owner_ = record.id();
    }
    return {app_->workspace(), app_->people().actor_of_user(owner_, Way::Screen)};
}

}  // namespace elan::testing
