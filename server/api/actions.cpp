// Declared actions on one record or many, bulk change, delete and restore, and upsert by a key.
#include <fmt/format.h>

#include "api/api.hpp"
#include "api/list_query.hpp"
#include "api/record_json.hpp"
#include "insight/text/fold.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr std::size_t most_in_bulk = 10'000;
constexpr std::size_t most_upserts = 10'000;

Response act(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto* action = session.catalogue().find_action(object.key(), request.names["action"]);
    if (!action) refuse(Problem::NotFound, "Cette action n’existe pas.");
    const auto body = json_body(request);
    const auto result = run_action(session, *action, std::string(request.names["id"]), body.root());

    JsonWriter out;
    const auto record = session.find(object, std::string(request.names["id"]));
    begin_record_answer(out, session, record ? *record : result);
    out.field("commit", session.last_commit());
    // What the action made, when that is another record.
    if (result.id() != request.names["id"] && session.find(result.object(), result.id())) {
        out.key("result").begin_object().field("object", result.object().key());
        write_record(out.key("record"), session, result);
        out.end_object();
    }
    out.end_object();
    return Response::json(out.take());
}

bool flag(Json json, std::string_view name) {
    bool value = false;
    return !json[name].get_bool().get(value) && value;
}

// The records a bulk request means: by ids, or by the filter of a list.
std::vector<std::string> meant_ids(Session& session, const Object& object, Json body) {
    std::vector<std::string> ids;
    simdjson::dom::array given;
    if (!body["ids"].get_array().get(given)) {
        for (const auto id : given) {
            std::string_view text;
            if (!id.get_string().get(text)) ids.emplace_back(text);
        }
    } else {
        Json filter;
        if (body["filter"].get(filter)) refuse({{"ids", "Indiquez les fiches : « ids » ou « filter »."}});
        Query query{.object = &object, .filter = filter_from(session, object, filter), .limit = 500};
        query.words = fold_words(text_member(body, "q"));
        query.bin = flag(body, "bin");
        do {
            auto page = session.list(query);
            for (const auto& record : page.records) ids.push_back(record.id());
            query.after = page.next;
        } while (!query.after.empty() && ids.size() <= most_in_bulk);
    }
    if (ids.size() > most_in_bulk) refuse({{"ids", fmt::format("Au plus {} fiches à la fois.", most_in_bulk)}});
    return ids;
}

struct Failure {
    std::string id, message;
    std::vector<FieldComplaint> complaints;
};

struct BulkOutcome {
    std::int64_t done = 0;
    std::vector<Failure> failed;
    std::vector<std::int64_t> commits;  // what an undo must take back
};

void write_failure(JsonWriter& out, const Failure& failure) {
    out.begin_object().field("id", failure.id).field("message", failure.message).key("errors").begin_array();
    for (const auto& complaint : failure.complaints)
        out.begin_object().field("field", complaint.field).field("message", complaint.message).end_object();
    out.end_array().end_object();
}

Response bulk_answer(Session& session, const BulkOutcome& outcome) {
    JsonWriter out;
    out.begin_object().field("done", outcome.done).key("failed").begin_array();
    for (const auto& failure : outcome.failed) write_failure(out, failure);
    out.end_array().field("commit", session.last_commit()).key("commits").begin_array();
    for (const auto commit : outcome.commits) out.integer(commit);
    out.end_array().end_object();
    return Response::json(out.take());
}

struct Edit {
    std::string name;
    Act act = Act::Change;
    std::function<void(Record&)> apply;
    bool is_trial = false;  // says what would be refused, and writes nothing
};

// The built-in ones change all their records in one commit, which one undo takes back.
BulkOutcome edit_all(Session& session, const Object& object, const std::vector<std::string>& ids, const Edit& edit) {
    BulkOutcome outcome;
    auto records = session.get_many_to(object, ids, edit.act);
    std::set<std::string> reached;
    std::vector<Record> edited;
    for (auto& record : records) {
        reached.insert(record.id());
        try {
            edit.apply(record);
            require_complete(session, record);
            edited.push_back(std::move(record));
        } catch (const Refusal& refusal) {
            const auto& why = refusal.errors.empty() ? refusal.message : refusal.errors.front().message;
            outcome.failed.push_back({record.id(), why, refusal.errors});
        }
    }
    for (const auto& id : ids) {
        if (!reached.contains(id))
            outcome.failed.push_back(
                {id, "Cette fiche n’existe pas ou vos droits ne permettent pas de la modifier.", {}});
    }
    outcome.done = static_cast<std::int64_t>(edited.size());
    if (edit.is_trial) return outcome;
    if (const auto commit = session.commit(edit.name, std::move(edited)); commit != 0) outcome.commits = {commit};
    return outcome;
}

BulkOutcome run_on_all(Session& session, const Action& action, const std::vector<std::string>& ids, Json inputs) {
    BulkOutcome outcome;
    for (const auto& id : ids) {
        try {
            run_action(session, action, id, inputs);
            ++outcome.done;
            const auto commit = session.last_commit();
            if (commit != 0 && (outcome.commits.empty() || outcome.commits.back() != commit))
                outcome.commits.push_back(commit);
        } catch (const Refusal& refusal) {
            if (refusal.problem == Problem::Forbidden || refusal.problem == Problem::Invalid) throw;
            outcome.failed.push_back({id, refusal.message, refusal.errors});
        }
    }
    return outcome;
}

// {"records": [{"id": …, "fields": {…}}]}: each record gets values of its own, as when a block is pasted into a list.
BulkOutcome change_each(Session& session, const Object& object, Json inputs, bool is_trial) {
    simdjson::dom::array given;
    if (inputs["records"].get_array().get(given) || given.size() > most_in_bulk)
        refuse({{"inputs", fmt::format("Donnez une liste d’au plus {} fiches.", most_in_bulk)}});
    std::map<std::string, Json> fields;
    std::vector<std::string> ids;
    for (const auto one : given) {
        Json wanted;
        const auto id = std::string(text_member(one, "id"));
        if (id.empty() || one["fields"].get(wanted))
            refuse({{"inputs", "Donnez à chaque fiche « id » et « fields »."}});
        if (fields.insert_or_assign(id, wanted).second) ids.push_back(id);
    }
    return edit_all(session, object, ids,
                    {.name = "bulk_change",
                     .act = Act::Change,
                     .apply = [&](Record& record) { fill(session, record, fields.at(record.id())); },
                     .is_trial = is_trial});
}

// What every object offers for many records; nothing for another word.
std::optional<Edit> built_in_edit(Session& session, const Object& object, std::string_view key, Json inputs) {
    if (key == "change") {
        Json fields;
        if (inputs["fields"].get(fields)) refuse({{"inputs", "Indiquez les valeurs : {\"fields\": {…}}."}});
        return Edit{.name = "bulk_change", .act = Act::Change, .apply = [&session, fields](Record& record) {
                        fill(session, record, fields);
                    }};
    }
    if (key == "delete") {
        return Edit{.name = "bulk_delete", .act = Act::Delete, .apply = [&session, &object](Record& record) {
                        record.set(object.deleted_at, session.now_ms());
                    }};
    }
    if (key == "restore") {
        return Edit{.name = "bulk_restore", .act = Act::Delete, .apply = [&object](Record& record) {
                        record.clear(object.deleted_at);
                    }};
    }
    return std::nullopt;
}

Response bulk(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto body = json_body(request);
    const auto key = request.names["action"];
    const JsonDocument none("{}");
    Json inputs = none.root();
    if (Json given; !body.root()["inputs"].get(given)) inputs = given;
    if (key == "change_each")
        return bulk_answer(session, change_each(session, object, inputs, flag(body.root(), "trial")));

    const auto ids = meant_ids(session, object, body.root());
    if (const auto edit = built_in_edit(session, object, key, inputs))
        return bulk_answer(session, edit_all(session, object, ids, *edit));
    const auto* action = session.catalogue().find_action(object.key(), key);
    if (!action || !action->bulk()) refuse(Problem::NotFound, "Cette action n’existe pas pour plusieurs fiches.");
    return bulk_answer(session, run_on_all(session, *action, ids, inputs));
}

// How a key's value compares: folded where the field's type compares so.
std::string upsert_value(const FieldDeclaration& key, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (!text) return {};
    return key.has_folded_column() ? fold(*text) : *text;
}

struct Upsert {
    std::string id, outcome;
    std::vector<FieldComplaint> complaints;
};

const FieldDeclaration& upsert_key(Session& session, const Object& object, Json body) {
    const auto* field = object.find(text_member(body, "key"));
    const bool usable = field && session.actor().may_see(object, *field) && field->type->storage() == db::Storage::Text;
    if (!usable) refuse({{"key", "Indiquez le champ qui identifie une fiche."}});
    return *field;
}

// Records already known by the key's value; several with the same value: the oldest.
std::map<std::string, Record> known_by_key(Session& session, const Object& object, const FieldDeclaration& key,
                                           const std::vector<std::string>& values) {
    std::map<std::string, Record> known;
    for (std::size_t start = 0; start < values.size(); start += 400) {
        const auto end = std::min(values.size(), start + 400);
        Query query{.object = &object, .sort = {{.field = object.created_at.index}}, .limit = 10'000};
        query.filter = Filter::condition(object.index_of(key), Filter::Op::In,
                                         db::Values(values.begin() + static_cast<std::ptrdiff_t>(start),
                                                    values.begin() + static_cast<std::ptrdiff_t>(end)));
        for (auto& record : session.list(query, Act::Change).records) {
            known.try_emplace(upsert_value(key, record.value(key)), std::move(record));
        }
    }
    return known;
}

class Upserting {
 public:
    Upserting(Session& session, const Object& object, const FieldDeclaration& key)
        : session_(session), object_(object), key_(key) {}

    std::vector<Upsert> run(simdjson::dom::array given) {
        std::vector<std::string> values;
        for (const auto one : given) values.push_back(key_value(one));
        known_ = known_by_key(session_, object_, key_, values);
        std::size_t place = 0;
        for (const auto one : given) take(one, values[place++]);
        std::vector<Record> records;
        for (auto& [value, record] : edited_) records.push_back(std::move(record));
        session_.commit("upsert", std::move(records));
        return std::move(results_);
    }

 private:
    std::string key_value(Json given) const {
        Json member;
        if (!given.is_object() || given[key_.key].get(member)) return {};
        return upsert_value(key_, key_.type->accept(key_, member).value);
    }

    void take(Json given, const std::string& value) {
        try {
            if (value.empty()) refuse({{key_.key, "La clé est vide ou illisible."}});
            results_.push_back(apply(given, value));
        } catch (const Refusal& refusal) {
            results_.push_back({.id = {}, .outcome = "rejected", .complaints = refusal.errors});
        }
    }

    Upsert apply(Json given, const std::string& value) {
        auto earlier = edited_.find(value);
        const auto known = known_.find(value);
        auto record = earlier != edited_.end() ? earlier->second
                      : known != known_.end()  ? known->second
                                               : session_.make(object_);
        if (record.is_new() && session_.actor().scope(object_, Act::Create) == Scope::None) {
            refuse({{key_.key, "Vos droits ne permettent pas de créer cette fiche."}});
        }
        fill(session_, record, given);
        require_complete(session_, record);
        Upsert result{.id = record.id(),
                      .outcome = record.is_new()                   ? "created"
                                 : record.changed_fields().empty() ? "unchanged"
                                                                   : "updated",
                      .complaints = {}};
        edited_.insert_or_assign(value, std::move(record));
        return result;
    }

    Session& session_;
    const Object& object_;
    const FieldDeclaration& key_;
    std::map<std::string, Record> known_, edited_;
    std::vector<Upsert> results_;
};

Response upsert(Session& session, Request& request) {
    const auto& object = object_at(session, request);
    const auto body = json_body(request);
    const auto& key = upsert_key(session, object, body.root());
    simdjson::dom::array given;
    if (body.root()["records"].get_array().get(given) || given.size() > most_upserts) {
        refuse({{"records", fmt::format("Donnez une liste d’au plus {} fiches.", most_upserts)}});
    }
    const auto results = Upserting(session, object, key).run(given);

    JsonWriter out;
    out.begin_object().key("results").begin_array();
    for (const auto& result : results) {
        out.begin_object().key("id");
        result.id.empty() ? out.null() : out.text(result.id);
        out.field("outcome", result.outcome).key("errors").begin_array();
        for (const auto& complaint : result.complaints) {
            out.begin_object().field("field", complaint.field).field("message", complaint.message).end_object();
        }
        out.end_array().end_object();
    }
    out.end_array().field("commit", session.last_commit()).end_object();
    return Response::json(out.take());
}

}  // namespace

void add_action_routes(Parts& parts) {
    add_route(parts, Method::Post, "/api/v1/{path}/{id}/{action}", "run_action", Policy::SignedIn, act);
    add_route(parts, Method::Post, "/api/v1/{path}/bulk/{action}", "bulk_action", Policy::SignedIn, bulk,
              {.body_limit = 20 * http::json_limit});
    add_route(parts, Method::Post, "/api/v1/{path}/upsert", "upsert_records", Policy::SignedIn, upsert,
              {.body_limit = 20 * http::json_limit});
}

}  // namespace elan::api
