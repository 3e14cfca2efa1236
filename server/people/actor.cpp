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

// Records that their owner opened to his team, or to everyone.
Filter opened(const Object& object, const std::vector<std::string>& team_mates) {
    const auto opened_to = [&](std::string to) {
        return Filter::condition(object.index_of(*object.audience_field()), Filter::Op::Eq, {std::move(to)});
    };
    return Filter::any({opened_to("all"), Filter::all({opened_to("team"), owned_by_any(object, team_mates)})});
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
    if (!role || role->on(object.key()).hidden_fields.contains(field.id)) return false;
    return field.seen_by.empty() || std::ranges::find(field.seen_by, role->key) != field.seen_by.end();
}

bool Actor::may_set(const Object& object, const FieldDeclaration& field) const {
    if (is_system()) return true;
    return may_see(object, field) && !role->on(object.key()).readonly_fields.contains(field.id);
}

bool Actor::may_run(const Object& object, const Action& action) const {
    if (is_system()) return true;
    return scope(object, Act::Change) != Scope::None && !role->on(object.key()).refused_actions.contains(action.key());
}

bool seen_by_everybody(const Object& object, const FieldDeclaration& field) {
    return field.seen_by.empty() && std::ranges::none_of(roles(), [&](const Role& role) {
               return role.on(object.key()).hidden_fields.contains(field.id);
           });
}

Filter Actor::permitted(const Object& object, Act act) const {
    std::vector<std::string> grantees = team_ids;
    grantees.push_back(user_id);
    std::vector<Filter> ways;
    switch (scope(object, act)) {
        case Scope::All:
            return Filter::everything();
        case Scope::Team:
            ways.push_back(owned_by_any(object, team_mates));
            break;
        case Scope::Own:
            ways.push_back(owned_by_any(object, {user_id}));
            break;
        case Scope::None:
            return Filter::nothing();
    }
    // Whom a record is shared with may see it, or also change it. It stays somebody else's: he does not throw it away.
    if (act != Act::Delete) ways.push_back(Filter::shared_with(std::move(grantees), act != Act::Read));
    if (act == Act::Read && object.audience_field()) ways.push_back(opened(object, team_mates));
    return Filter::any(std::move(ways));
}

}  // namespace elan
