// `elan backup` and `elan restore`, as typed, on both databases.
#include <gtest/gtest.h>

#include <fstream>

#include "changes/message.hpp"
#include "commands/commands.hpp"
#include "platform/db/postgres_copy.hpp"
#include "platform/log.hpp"
#include "testing/test_app.hpp"

namespace elan {
namespace {

namespace fs = std::filesystem;

class Backup : public ::testing::TestWithParam<testing::Kind> {
 protected:
    Backup() : app(GetParam()) {
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::owner_all);
        restored = app.place();
        restored.folder = folder / "restored";
        restored.schema += "_again";
    }
    ~Backup() override {
        if (!restored.postgres_url.empty())
            db::drop_postgres_schema({.url = restored.postgres_url, .schema = restored.schema});
        fs::remove_all(folder);
    }

    std::vector<std::string> words(const std::string& command, const Place& place) const {
        std::vector<std::string> all = {
            command, "--data", place.folder.string(), "--key", (folder / "key").string(), "--log-level=error"};
        if (!place.postgres_url.empty())
            all.insert(all.end(), {"--database", place.postgres_url, "--schema", place.schema});
        return all;
    }
    int back_up() const {
        auto all = words("backup", app.place());
        all.insert(all.end(), {"--output", archive.string()});
        return run_command(all);
    }
    int restore(const Place& place) const {
        auto all = words("restore", place);
        all.push_back(archive.string());
        return run_command(all);
    }

    testing::TestApp app;
    fs::path folder = fs::path(app.place().folder.string() + "-backup");
    fs::path archive = folder / "backup.elan";
    Place restored;
};

TEST_P(Backup, ComesBackWholeAndSendsNothingByItself) {
    auto session = app.owner();
    auto letter = session.make(session.object(message));
    letter.set(message.to, "client@example.invalid");
    letter.set(message.subject, "Devis");
    session.commit("create", {letter});
    app->people().sign_in_as(session.actor().user_id, "127.0.0.1", "essai");

    ASSERT_EQ(back_up(), 0);
    auto late = session.make(session.object(message));
    late.set(message.to, "apres@example.invalid");
    session.commit("create", {late});
    ASSERT_EQ(restore(restored), 0);

    App again(restored);
    EXPECT_EQ(again.workspace().epoch(), app->workspace().epoch() + 1);
    Session system(again.workspace(), Actor::system());
    EXPECT_EQ(system.get(system.object(message), letter.id())[message.subject], "Devis");
    EXPECT_FALSE(system.find(system.object(message), late.id()));
    EXPECT_EQ(again.email().deliver_waiting(), 0);
    again.workspace().database().read(
        [](db::Connection& connection) { EXPECT_EQ(connection.first_integer("select count(*) from sign_ins"), 0); });
}

TEST_P(Backup, IsRefusedWhereSomethingStandsOrWhenItIsDamaged) {
    app.owner();
    ASSERT_EQ(back_up(), 0);
    EXPECT_EQ(restore(app.place()), 1);
    std::fstream file(archive, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(fs::file_size(archive) / 2));
    file.put('\x55').put('\x55');
    file.close();
    EXPECT_EQ(restore(restored), 1);
}

INSTANTIATE_TEST_SUITE_P(Databases, Backup, ::testing::ValuesIn(testing::kinds()), testing::kind_name);

}  // namespace
}  // namespace elan
