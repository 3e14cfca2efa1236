#include "changes/colleagues.hpp"

#include "changes/session.hpp"
#include "people/dashboard.hpp"
#include "people/view.hpp"

namespace elan::colleagues {

namespace {

bool was_owner(const Record& record) {
    const auto before = record.is_new() ? Value{} : record.before(user.role.index);
    return before == Value{"owner"};
}

bool is_active_owner(const Record& record) {
    return record[user.role] == "owner" && record[user.active] != 0 && !record.in_bin();
}

bool changes_rights(const Record& record) {
    return record.is_new() || record.changed(user.role) || record.changed(user.active) || record.changed(user.team) ||
           record.changed(user.email) || record.changed(record.object().deleted_at);
}

bool another_owner_remains(Session& session, const Record& leaving) {
    Session system(session.workspace(), Actor::system());
    Query owners{.object = &session.object(user)};
    owners.filter = Filter::all(
        {Filter::is(user.role, "owner"), Filter::condition(user.active.index, Filter::Op::Eq, {std::int64_t{1}})});
    const auto page = system.list(owners);
    return std::ranges::any_of(page.records, [&](const Record& owner) { return owner.id() != leaving.id(); });
}

}  // namespace

void keep_rights(Session& session, Record& changed, Commit&) {
    const auto& actor = session.actor();
    if (!actor.is_system()) {
        if (changes_rights(changed) && !actor.may(Duty::ManageUsers))
            refuse(Problem::Forbidden, "Vos droits ne permettent pas cette opération. Demandez à un administrateur.");
        const bool himself = changed.id() == actor.user_id && !changes_rights(changed);
        if (changed[user.role] == "owner" && !was_owner(changed) && actor.role->key != "owner")
            refuse({{"role", "Seul un propriétaire peut en nommer un autre."}});
        if (was_owner(changed) && actor.role->key != "owner" && !himself)
            refuse(Problem::Forbidden, "Seul un propriétaire modifie le compte d’un propriétaire.");
    }
    if (was_owner(changed) && !is_active_owner(changed))
        refuse_if(!another_owner_remains(session, changed), "Il faut au moins un propriétaire actif.");
}

Workflow workflow() {
    return {.objects = {&user, &team, &view, &dashboard},
            .actions = {},
            .rules = {{.object = user.key(), .run = keep_rights}}};
}

}  // namespace elan::colleagues
