// The generic acts: create, change, delete, restore, and running a declared action. Permission, validation, commit, in
// that order.
#include <fmt/format.h>

#include "changes/session.hpp"

namespace elan {

namespace {

constexpr int attempts_when_stale = 5;

using Complaints = std::vector<FieldComplaint>;

[[noreturn]] void refuse_fields(Complaints complaints) {
    const auto sentence = complaints.size() == 1 ? std::string("Un champ est à corriger.")
                                                 : fmt::format("{} champs sont à corriger.", complaints.size());
    throw Refusal{Problem::Invalid, sentence, "invalid", std::move(complaints)};
}

simdjson::dom::object members_of(Json json) {
    simdjson::dom::object members;
    if (json.get_object().get(members)) refuse(Problem::Malformed, "Envoyez un objet JSON : {\"champ\": valeur}.");
    return members;
}

// A field the caller may not set is answered like one that does not exist, so that its existence is not told.
const FieldDeclaration* settable(Session& session, const Object& object, std::string_view key) {
    const auto* field = object.find(key);
    if (!field || !session.actor().may_see(object, *field)) return nullptr;
    return field;
}

void accept_into(Session& session, Record& record, std::string_view key, Json given, Complaints& complaints) {
    const auto* field = settable(session, record.object(), key);
    if (!field) return complaints.push_back({std::string(key), "Ce champ n’existe pas."});
    if (field->readonly || !session.actor().may_set(record.object(), *field)) {
        return complaints.push_back({field->key, "Ce champ ne peut pas être modifié."});
    }
    auto accepted = given.is_null() ? Accepted{} : field->type->accept(*field, given);
    if (!accepted.ok()) return complaints.push_back({field->key, accepted.complaint});
    record.put(*field, std::move(accepted.value));
}

bool is_system_key(const Object& object, std::string_view key) {
    const auto* field = object.find(key);
    return field && object.index_of(*field) < Object::system_fields;
}

void complain_of_links(Session& session, const Record& record, std::size_t index, Complaints& complaints) {
    const auto& field = record.object().fields()[index];
    const auto& value = record.value(index);
    const auto held =
        field.type->comparison() == Comparison::Set ? split_set(value) : std::vector{std::get<std::string>(value)};
    for (const auto& written : held) {
        const auto slash = written.find('/');
        const auto key = field.target == "*" && slash != std::string::npos ? written.substr(0, slash) : field.target;
        const auto* target = session.catalogue().find(key);
        const auto id = field.target == "*" && slash != std::string::npos ? written.substr(slash + 1) : written;
        const bool known = target && (session.actor().is_at(key, id) || session.find(*target, id));
        if (!known) {
            complaints.push_back({field.key, "La fiche liée n’existe pas ou ne vous est pas accessible."});
        }
    }
}

void check_revision(const Record& record, std::optional<std::int64_t> expected) {
    if (!expected || record.revision() == *expected) return;
    throw Refusal{
        Problem::Stale, "Cette fiche a été modifiée entre-temps. Relisez-la avant d’enregistrer.", "stale", {}};
}

Record changeable(Session& session, const Object& object, const std::string& id, Act act) {
    auto record = session.get(object, id);
    if (!session.may(record, act))
        refuse(Problem::Forbidden, "Vos droits ne vous permettent pas de modifier cette fiche.");
    return record;
}

// Runs `work` again when another write came between its reading and its commit.
template <class Work>
auto again_when_stale(const Work& work) {
    for (int attempt = 1;; ++attempt) {
        try {
            return work();
        } catch (const StaleRecord&) {
            if (attempt == attempts_when_stale) {
                refuse(Problem::Conflict, "Cette fiche change sans cesse en ce moment. Réessayez dans un instant.");
            }
        }
    }
}

}  // namespace

void fill(Session& session, Record& record, Json members) {
    Complaints complaints;
    const auto given_members = members_of(members);
    for (const auto [key, given] : given_members) {
        if (key == "id" && record.is_new()) continue;
        if (is_system_key(record.object(), key)) {
            complaints.push_back({std::string(key), "Ce champ ne peut pas être modifié."});
            continue;
        }
        accept_into(session, record, key, given, complaints);
    }
    if (!complaints.empty()) refuse_fields(std::move(complaints));
}

void require_complete(Session& session, const Record& record) {
    Complaints complaints;
    const auto& fields = record.object().fields();
    for (std::size_t i = Object::system_fields; i < fields.size(); ++i) {
        const auto empty = is_empty(record.value(i));
        if (fields[i].required && !fields[i].hidden && empty) {
            complaints.push_back({fields[i].key, fmt::format("Renseignez le champ « {} ».", fields[i].label.fr)});
        }
        const bool new_link = !fields[i].target.empty() && !empty && record.changed(i);
        if (new_link) complain_of_links(session, record, i, complaints);
    }
    if (!complaints.empty()) refuse_fields(std::move(complaints));
}

Record create_record(Session& session, const Object& object, Json members) {
    if (session.actor().scope(object, Act::Create) == Scope::None) {
        refuse(Problem::Forbidden, fmt::format("Vos droits ne vous permettent pas de créer : {}.", object.label().fr));
    }
    auto record = session.make(object);
    std::string_view given_id;
    if (!members.is_object()) refuse(Problem::Malformed, "Envoyez un objet JSON : {\"champ\": valeur}.");
    if (!members["id"].get_string().get(given_id)) record = record.with_id(std::string(given_id));
    fill(session, record, members);
    require_complete(session, record);
    try {
        return session.commit_one("create", std::move(record));
    } catch (const db::UniqueViolation&) {
        throw Refusal{Problem::Conflict,
                      "Une fiche porte déjà cet identifiant.",
                      "duplicate",
                      {{"id", "Identifiant déjà utilisé."}}};
    }
}

Record change_record(Session& session, const Object& object, const std::string& id,
                     std::optional<std::int64_t> expected_revision, Json members) {
    return again_when_stale([&] {
        auto record = changeable(session, object, id, Act::Change);
        check_revision(record, expected_revision);
        refuse_if(record.in_bin(), "Cette fiche est à la corbeille. Restaurez-la avant de la modifier.");
        fill(session, record, members);
        require_complete(session, record);
        return session.commit_one("change", std::move(record));
    });
}

void delete_record(Session& session, const Object& object, const std::string& id,
                   std::optional<std::int64_t> expected_revision) {
    again_when_stale([&] {
        auto record = changeable(session, object, id, Act::Delete);
        check_revision(record, expected_revision);
        if (!record.in_bin()) {
            record.set(object.deleted_at, session.now_ms());
            session.commit("delete", {record});
        }
        return true;
    });
}

Record restore_record(Session& session, const Object& object, const std::string& id) {
    return again_when_stale([&] {
        auto record = changeable(session, object, id, Act::Delete);
        record.clear(object.deleted_at);
        return session.commit_one("restore", std::move(record));
    });
}

Inputs accept_inputs(Session&, const Action& action, Json given) {
    Inputs inputs(action);
    Complaints complaints;
    const auto members = members_of(given);
    for (const auto [key, value] : members) {
        const auto* field = action.find(key);
        if (!field) {
            complaints.push_back({std::string(key), "Ce champ n’existe pas."});
            continue;
        }
        auto accepted = value.is_null() ? Accepted{} : field->type->accept(*field, value);
        if (!accepted.ok()) {
            complaints.push_back({field->key, accepted.complaint});
            continue;
        }
        inputs.put(action.index_of(*field), std::move(accepted.value));
    }
    for (std::size_t i = 0; i < action.fields().size(); ++i) {
        const auto& field = action.fields()[i];
        const bool complained = std::ranges::any_of(
            complaints, [&](const FieldComplaint& complaint) { return complaint.field == field.key; });
        if (field.required && !complained && is_empty(inputs.value(i))) {
            complaints.push_back({field.key, fmt::format("Renseignez le champ « {} ».", field.label.fr)});
        }
    }
    if (!complaints.empty()) refuse_fields(std::move(complaints));
    return inputs;
}

Record run_action(Session& session, const Action& action, const std::string& record_id, Json given) {
    const auto& object = session.catalogue().object(action.object_key());
    if (!session.actor().may_run(object, action)) {
        refuse(Problem::Forbidden, fmt::format("Vos droits ne vous permettent pas : {}.", action.label().fr));
    }
    const auto inputs = accept_inputs(session, action, given);
    return again_when_stale([&] {
        auto record = changeable(session, object, record_id, Act::Change);
        refuse_if(record.in_bin(), "Cette fiche est à la corbeille. Restaurez-la d’abord.");
        return action.run(session, std::move(record), inputs);
    });
}

}  // namespace elan
