#include "changes/workspace.hpp"

#include "changes/schema.hpp"
#include "objects/table.hpp"
#include "people/tables.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/uuid.hpp"
#include "platform/db/text_index.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

constexpr std::string_view customisation_setting = "customisation";
constexpr std::string_view epoch_setting = "epoch";
constexpr std::string_view text_index_setting = "text_index";
constexpr std::string_view text_index_layout = "2";  // another one is made anew, and filled by its reader

std::int64_t read_epoch(db::Connection& connection) {
    const auto stored = read_setting(connection, epoch_setting);
    return stored.empty() ? 0 : JsonDocument(stored).root().get_int64().value();
}

// Creating the index empties it, so it is done when its layout is another; `elan rebuild` does it again.
void create_text_index_once(db::Connection& connection) {
    if (read_setting(connection, text_index_setting) == text_index_layout) return;
    db::text_index::create(connection);
    connection.execute("delete from reader_positions where name = 'search'");
    write_setting(connection, text_index_setting, text_index_layout);
}

}  // namespace

std::string read_setting(db::Connection& connection, std::string_view name) {
    const auto value = connection.first("select value from settings where name = $1", db::Values{std::string(name)});
    const auto* text = std::get_if<std::string>(&value);
    return text ? *text : std::string();
}

void write_setting(db::Connection& connection, std::string_view name, std::string_view json) {
    connection.execute(
        "insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value",
        db::Values{std::string(name), std::string(json)});
}

Workspace::Workspace(WorkspaceParts parts) : parts_(std::move(parts)) {
    for (const auto& workflow : parts_.workflows) {
        rules_.insert(rules_.end(), workflow.rules.begin(), workflow.rules.end());
        notices_.insert(notices_.end(), workflow.notices.begin(), workflow.notices.end());
    }
    chain_key_ = hkdf_sha256(parts_.master_key, "elan audit chain", 32);
    std::unique_ptr<Catalogue> catalogue;
    database().write([&](db::Connection& connection) {
        create_change_tables(connection);
        create_people_tables(connection);
        create_text_index_once(connection);
        const auto stored = read_setting(connection, customisation_setting);
        catalogue = make_catalogue(stored.empty() ? Customisation{} : parse_customisation(stored));
        apply_schema(connection, *catalogue);
        epoch_ = read_epoch(connection);
    });
    catalogue_ = catalogue.get();
    catalogues_.push_back(std::move(catalogue));
}

std::unique_ptr<Catalogue> Workspace::make_catalogue(const Customisation& customisation) const {
    std::vector<const Object*> objects;
    std::vector<const Action*> actions;
    for (const auto& workflow : parts_.workflows) {
        objects.insert(objects.end(), workflow.objects.begin(), workflow.objects.end());
        actions.insert(actions.end(), workflow.actions.begin(), workflow.actions.end());
    }
    return std::make_unique<Catalogue>(objects, actions, customisation);
}

std::string Workspace::new_id() { return new_uuid(clock().now_ms(), randomness()); }

void Workspace::customise(const std::function<void(Customisation&)>& edit) {
    const std::lock_guard guard(customising_);
    auto customisation = catalogue().customisation();
    edit(customisation);
    const auto json = customisation_json(customisation);
    // Reading it back is the check: what the next start could not read must not be stored.
    auto next = make_catalogue(parse_customisation(json));
    database().write([&](db::Connection& connection) {
        apply_schema(connection, *next);
        write_setting(connection, customisation_setting, json);
    });
    catalogue_ = next.get();
    catalogues_.push_back(std::move(next));
}

std::string Workspace::setting(std::string_view name) {
    std::string value;
    database().read([&](db::Connection& connection) { value = read_setting(connection, name); });
    return value;
}

void Workspace::set_setting(std::string_view name, std::string_view json) {
    database().write([&](db::Connection& connection) { write_setting(connection, name, json); });
}

}  // namespace elan
