#include "people/actor.hpp"

namespace elan {

namespace {

Grant scopes(Scope read, Scope create, Scope change, Scope remove, Scope exporting, Scope importing) {
    return {.scopes = {{Act::Read, read},
                       {Act::Create, create},
                       {Act::Change, change},
                       {Act::Delete, remove},
                       {Act::Export, exporting},
                       {Act::Import, importing}},
            .hidden_fields = {},
            .readonly_fields = {},
            .refused_actions = {}};
}

Grant full() { return scopes(Scope::All, Scope::All, Scope::All, Scope::All, Scope::All, Scope::All); }
Grant reading() { return scopes(Scope::All, Scope::None, Scope::None, Scope::None, Scope::None, Scope::None); }

// Everyone keeps views and dashboards of his own and sees those that were opened to him.
Grant own_views() { return scopes(Scope::Own, Scope::All, Scope::Own, Scope::Own, Scope::None, Scope::None); }

// Colleagues are seen by name by everyone; only those who manage users change them.
const std::map<std::string, Grant> colleagues = {
    {"user", reading()}, {"team", reading()}, {"view", own_views()}, {"dashboard", own_views()}};

Role make_owner() {
    return {.key = "owner",
            .label = {"Propriétaire", "Owner"},
            .everywhere = full(),
            .objects = {},
            .duties = {Duty::ManageUsers, Duty::ManageObjects, Duty::ManageSettings, Duty::ReadAudit, Duty::Undo,
                       Duty::Backup}};
}

Role make_admin() {
    return {.key = "admin",
            .label = {"Administrateur", "Administrator"},
            .everywhere = full(),
            .objects = {},
            .duties = {Duty::ManageUsers, Duty::ManageObjects, Duty::ManageSettings, Duty::ReadAudit, Duty::Undo}};
}

Role make_manager() {
    auto team = scopes(Scope::All, Scope::All, Scope::Team, Scope::Team, Scope::Team, Scope::Team);
    return {.key = "manager",
            .label = {"Responsable", "Manager"},
            .everywhere = team,
            .objects = colleagues,
            .duties = {Duty::Undo}};
}

Role make_sales() {
    auto own = scopes(Scope::Team, Scope::All, Scope::Own, Scope::Own, Scope::Own, Scope::Own);
    auto objects = colleagues;
    // The base of companies and contacts is common: one does not sell with half of it hidden.
    auto common = scopes(Scope::All, Scope::All, Scope::All, Scope::Own, Scope::Own, Scope::Own);
    objects["company"] = common;
    objects["contact"] = common;
    objects["note"] = scopes(Scope::All, Scope::All, Scope::Own, Scope::Own, Scope::None, Scope::None);
    return {.key = "sales", .label = {"Commercial", "Sales"}, .everywhere = own, .objects = objects, .duties = {}};
}

Role make_read_only() {
    return {.key = "read_only",
            .label = {"Lecture seule", "Read only"},
            .everywhere = reading(),
            .objects = {{"view", own_views()}, {"dashboard", own_views()}},
            .duties = {}};
}

Role make_accountant() {
    auto none = scopes(Scope::None, Scope::None, Scope::None, Scope::None, Scope::None, Scope::None);
    auto objects = colleagues;
    auto exporting = scopes(Scope::All, Scope::None, Scope::None, Scope::None, Scope::All, Scope::None);
    objects["company"] = exporting;
    objects["contact"] = reading();
    objects["opportunity"] = exporting;
    return {.key = "accountant",
            .label = {"Comptable", "Accountant"},
            .everywhere = none,
            .objects = objects,
            .duties = {Duty::ReadAudit}};
}

}  // namespace

const Grant& Role::on(std::string_view object_key) const {
    const auto found = objects.find(std::string(object_key));
    return found == objects.end() ? everywhere : found->second;
}

const std::vector<Role>& roles() {
    static const std::vector<Role> all = {make_owner(), make_admin(),     make_manager(),
                                          make_sales(), make_read_only(), make_accountant()};
    return all;
}

const Role& role(std::string_view key) {
    static const Role nobody{.key = "", .label = {"Aucun", "None"}, .everywhere = {}, .objects = {}, .duties = {}};
    const auto found = std::ranges::find(roles(), key, &Role::key);
    return found == roles().end() ? nobody : *found;
}

}  // namespace elan
