#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "objects/action.hpp"

// Who acts, by which way in, and what he may. Permissions are data: a role grants, per object, a scope for each kind of
// act.
namespace elan {

enum class Scope { None, Own, Team, All };
enum class Act { Read, Create, Change, Delete, Export, Import };

struct Grant {
    std::map<Act, Scope> scopes;            // absent: None
    std::set<std::string> hidden_fields;    // ids
    std::set<std::string> readonly_fields;  // ids
    std::set<std::string> refused_actions;  // keys
    Scope scope(Act act) const {
        auto found = scopes.find(act);
        return found == scopes.end() ? Scope::None : found->second;
    }
};

// Rights that are not about an object.
enum class Duty { ManageUsers, ManageObjects, ManageSettings, ReadAudit, Undo, Backup };

struct Role {
    std::string key;  // owner, admin, manager, sales, read_only, accountant
    Label label;
    Grant everywhere;                      // for every object that has no grant of its own
    std::map<std::string, Grant> objects;  // by object key
    std::set<Duty> duties;
    const Grant& on(std::string_view object_key) const;
};

// The six roles. Source of the matrix shown in settings and of the permission test.
const std::vector<Role>& roles();
const Role& role(std::string_view key);  // an unknown key is answered by a role that may nothing

// By which way a change came in.
enum class Way { Screen, Api, Import, Form, Sync, Automation, Mail, System };
std::string_view way_key(Way way);

// The person or program behind a request. Copied freely; built by sign-in, never by callers.
struct Actor {
    std::string user_id;  // "" for the system itself
    std::string name;
    const Role* role = nullptr;
    std::vector<std::string> team_ids;    // his teams: shares to any of them reach him
    std::vector<std::string> team_mates;  // users of his team and the teams below it, himself included
    std::set<std::string> scopes;  // of an API key: read, write, import, export, admin; a signed-in person has all five
    Way way = Way::System;
    std::string time_zone = "Europe/Paris";
    std::string locale = "fr";

    static Actor system();  // may everything: timers, readers, the command line
    bool is_system() const { return role == nullptr && user_id.empty(); }
    // Whether a link leads to the actor himself, whose name is known without a look into the base.
    bool is_at(std::string_view object_key, std::string_view id) const {
        return object_key == "user" && id == user_id && !user_id.empty();
    }
    Scope scope(const Object& object, Act act) const;
    bool may(Duty duty) const;
    bool may_see(const Object& object, const FieldDeclaration& field) const;
    bool may_set(const Object& object, const FieldDeclaration& field) const;
    bool may_run(const Object& object, const Action& action) const;
    // The records of the object on which he may act so, as the filter every query carries.
    Filter permitted(const Object& object, Act act) const;
};

// False for a field that is kept from some role: what many people read together (the search index) leaves it out.
bool seen_by_everybody(const Object& object, const FieldDeclaration& field);

}  // namespace elan
