#include "people/actor.hpp"

namespace elan {

namespace {

// The scope of an API key that an act needs.
std::string_view needed_scope(Act act) {
    switch (act) {
        case Act::Read:
            return "read";
        case Act::Export:
            return "export";
        case Act::Import:
            return "import";
        default:
            return "write";
    }
}

Filter owned_by_any(const Object& object, const std::vector<std::string>& users) {
    db::Values operands(users.begin(), users.end());
    const auto* owner = object.owner_field();
    // An object without an owner belongs to whoever made the record.
    const auto field = owner ? object.index_of(*owner) : object.created_by.index;
    return Filter::condition(field, Filter::Op::In, std::move(operands));
}

}  // namespace

std::string_view way_key(Way way) {
    static constexpr std::array<std::string_view, 8> keys = {"screen", "api",        "import", "form",
                                                             "sync",   "automation", "mail",   "system"};
    return keys[static_cast<std::size_t>(way)];
}

Actor Actor::system() {
    Actor actor;
    actor.name = "Élan";
    return actor;
}

Scope Actor::scope(const Object& object, Act act) const {
    if (is_system()) return Scope::All;
    if (!role || !scopes.contains(std::string(needed_scope(act)))) return Scope::None;
    return role->on(object.key()).scope(act);
}

bool Actor::may(Duty duty) const {
    return is_system() || (role && scopes.contains("admin") && role->duties.contains(duty));
}

bool Actor::may_see(const Object& object, const FieldDeclaration& field) const {
    if (field.secret) return is_system();
    if (is_system()) return true;
    return role && !role->on(object.key()).hidden_fields.contains(field.id);
}

bool Actor::may_set(const Object& object, const FieldDeclaration& field) const {
    if (is_system()) return true;
    return may_see(object, field) && !role->on(object.key()).readonly_fields.contains(field.id);
}

bool Actor::may_run(const Object& object, const Action& action) const {
    if (is_system()) return true;
    return scope(object, Act::Change) != Scope::None && !role->on(object.key()).refused_actions.contains(action.key());
}

Filter Actor::permitted(const Object& object, Act act) const {
    std::vector<std::string> grantees = team_ids;
    grantees.push_back(user_id);
    switch (scope(object, act)) {
        case Scope::All:
            return Filter::everything();
        case Scope::Team:
            return Filter::any(
                {owned_by_any(object, team_mates), Filter::shared_with(std::move(grantees), act != Act::Read)});
        case Scope::Own:
            return Filter::any(
                {owned_by_any(object, {user_id}), Filter::shared_with(std::move(grantees), act != Act::Read)});
        case Scope::None:
            break;
    }
    return Filter::nothing();
}

}  // namespace elan
