#include "api/import/rows.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include "api/import/proposal.hpp"
#include "insight/text/fold.hpp"
#include "insight/text/french_numbers.hpp"
#include "people/user.hpp"

namespace elan::imports {

namespace {

constexpr std::size_t most_in_one_question = 400;

// What spreadsheets hold where there is nothing.
bool says_nothing(std::string_view cell) {
    return cell.empty() || cell == "-" || cell == "NULL" || cell == "N/A" || cell == "#N/A";
}

std::string key_of(const FieldDeclaration& field, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (!text) return {};
    return field.has_folded_column() ? fold(*text) : *text;
}

// The parts of one address, gathered from several columns of a row.
class AddressParts {
 public:
    void put(const std::string& part, const std::string& cell) {
        if (part == "coordinates") return put_coordinates(cell);
        if (part == "postal_code" && cell.size() == 4 && cell.find_first_not_of("0123456789") == std::string::npos) {
            parts_[part] = '0' + cell;  // a spreadsheet took the zero away
        } else {
            parts_[part] = cell;
        }
    }
    bool any() const { return !parts_.empty(); }
    std::string json() const {
        JsonWriter out;
        out.begin_object();
        for (const auto& [part, text] : parts_) {
            if (part != "latitude" && part != "longitude") {
                out.field(part, text);
            } else if (const auto degrees = parse_real(text, '.')) {
                out.key(part).real(*degrees);
            }
        }
        out.end_object();
        return out.take();
    }

 private:
    void put_coordinates(const std::string& cell) {
        static const RE2 pair(R"(\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*)");
        std::string latitude, longitude;
        if (!RE2::FullMatch(cell, pair, &latitude, &longitude)) return;
        parts_["latitude"] = latitude;
        parts_["longitude"] = longitude;
    }
    std::map<std::string, std::string> parts_;
};

bool links_to(const Object& from, const Object& to) {
    return std::ranges::any_of(
        from.fields(), [&](const FieldDeclaration& field) { return !field.system && field.target == to.key(); });
}

}  // namespace

std::vector<std::string> missing_required(const Object& object, const Mapping& mapping) {
    std::vector<std::string> missing;
    for (const auto& field : object.fields()) {
        if (!field.required || !is_empty(field.default_value)) continue;
        const bool mapped = std::ranges::any_of(mapping.columns, [&](const auto& entry) {
            return entry.second.object == object.key() && entry.second.field == field.key;
        });
        if (!mapped) missing.push_back(field.label.fr);
    }
    return missing;
}

RowPlanner::RowPlanner(Session& session, const Mapping& mapping, const files::TableShape& shape)
    : session_(session),
      mapping_(mapping),
      text_shape_{shape.decimal_mark, shape.day_first, session.actor().time_zone} {
    std::vector<FieldComplaint> complaints;
    for (const auto& [index, target] : mapping.columns) add_column(index, target, complaints);
    if (plans_.empty() && complaints.empty())
        complaints.push_back({"columns", "Dites à quoi correspond au moins une colonne."});
    for (const auto& plan : plans_) {
        for (const auto& label : missing_required(*plan.object, mapping)) {
            complaints.push_back(
                {"columns", fmt::format("« {} » est nécessaire pour créer : {}. Choisissez la colonne qui le contient.",
                                        label, plan.object->label().fr)});
        }
    }
    if (!complaints.empty()) refuse(std::move(complaints));
    order_plans();
}

void RowPlanner::add_column(std::size_t index, const Target& target, std::vector<FieldComplaint>& complaints) {
    const auto* object = session_.catalogue().find(target.object);
    if (!object || session_.actor().scope(*object, Act::Import) == Scope::None) {
        return complaints.push_back(
            {"columns", fmt::format("Vos droits ne permettent pas d’importer : {}.", target.object)});
    }
    const auto* field = object->find(target.field);
    if (!field || !importable(session_, *object, *field)) {
        return complaints.push_back({"columns", fmt::format("Le champ « {} » ne s’importe pas.", target.field)});
    }
    auto plan = std::ranges::find(plans_, object, &Plan::object);
    if (plan == plans_.end()) {
        const auto key = mapping_.keys.find(target.object);
        plan =
            plans_.insert(plans_.end(), {object, key == mapping_.keys.end() ? nullptr : object->find(key->second), {}});
    }
    plan->columns.push_back({index, field, target.part});
}

// An object is written before those that link to it.
void RowPlanner::order_plans() {
    std::ranges::stable_sort(plans_, [](const Plan& a, const Plan& b) {
        return links_to(*b.object, *a.object) && !links_to(*a.object, *b.object);
    });
}

RowPlanner::Draft RowPlanner::draft(const Plan& plan, const files::Row& row, PlannedRow& planned) {
    Draft draft;
    std::map<const FieldDeclaration*, AddressParts> addresses;
    for (const auto& column : plan.columns) {
        if (column.index >= row.cells.size()) continue;
        auto cell = row.cells[column.index];
        if (says_nothing(cell)) continue;
        if (const auto meant = mapping_.values.find(column.field->key); meant != mapping_.values.end()) {
            if (const auto other = meant->second.find(cell); other != meant->second.end()) cell = other->second;
        }
        if (!column.part.empty()) {
            addresses[column.field].put(column.part, cell);
            continue;
        }
        auto accepted = column.field->type->parse(*column.field, cell, text_shape_);
        if (!column.field->target.empty()) {
            accepted.complaint.clear();
            accepted.value = link_value(*column.field, cell, accepted.complaint);
        }
        if (!accepted.ok()) {
            if (!mapping_.skip_bad_cells || column.field->required)
                planned.complaints.push_back({column.field->key, accepted.complaint});
            continue;
        }
        if (is_empty(accepted.value)) continue;
        if (column.field == plan.key) draft.key = key_of(*column.field, accepted.value);
        draft.values.emplace_back(plan.object->index_of(*column.field), std::move(accepted.value));
    }
    for (const auto& [field, parts] : addresses) {
        if (parts.any()) draft.values.emplace_back(plan.object->index_of(*field), Value{parts.json()});
    }
    draft.said = !draft.values.empty();
    return draft;
}

// A linked record by its id, its title or its e-mail, as the file has it.
Value RowPlanner::link_value(const FieldDeclaration& field, const std::string& text, std::string& complaint) {
    const auto* target = session_.catalogue().find(field.target);
    if (!target) return {};
    const auto cached = resolved_links_.find(field.target + '\n' + text);
    if (cached != resolved_links_.end()) return cached->second.empty() ? Value{} : Value{cached->second};
    std::vector<Filter> ways;
    for (const auto index : target->title_fields()) {
        if (target->fields()[index].has_folded_column())
            ways.push_back(Filter::condition(index, Filter::Op::Eq, {fold(text)}));
    }
    if (const auto* email = target->find("email"))
        ways.push_back(Filter::condition(target->index_of(*email), Filter::Op::Eq, {text}));
    Query query{.object = target, .filter = Filter::any(std::move(ways)), .permitted = {}, .sort = {}, .limit = 1};
    const auto found = session_.list(query).records;
    auto& id = resolved_links_[field.target + '\n' + text];
    if (!found.empty()) {
        id = found.front().id();
        return id;
    }
    complaint = fmt::format("Aucune fiche « {} » ne s’appelle « {} ».", target->label().fr, text);
    resolved_links_.erase(field.target + '\n' + text);
    return {};
}

std::map<std::string, Record> RowPlanner::known_records(const Plan& plan, const std::vector<std::vector<Draft>>& drafts,
                                                        std::size_t place) {
    std::map<std::string, Record> known;
    if (!plan.key) return known;
    std::set<std::string> keys;
    for (const auto& row : drafts) {
        if (!row[place].key.empty()) keys.insert(row[place].key);
    }
    const std::vector<std::string> wanted(keys.begin(), keys.end());
    for (std::size_t start = 0; start < wanted.size(); start += most_in_one_question) {
        const auto end = std::min(wanted.size(), start + most_in_one_question);
        Query query{.object = plan.object, .sort = {{.field = plan.object->created_at.index}}, .limit = 10'000};
        query.filter = Filter::condition(plan.object->index_of(*plan.key), Filter::Op::In,
                                         db::Values(wanted.begin() + static_cast<std::ptrdiff_t>(start),
                                                    wanted.begin() + static_cast<std::ptrdiff_t>(end)));
        for (auto& record : session_.list(query, Act::Change).records) {
            auto key = key_of(*plan.key, record.value(*plan.key));
            known.try_emplace(std::move(key), std::move(record));
        }
    }
    return known;
}

// Fills the links between the records of one row that the declarations have and the file does not say otherwise.
void RowPlanner::link_row(const std::map<std::string, Record*>& row_records, Record& record) {
    const auto& fields = record.object().fields();
    for (std::size_t i = Object::system_fields; i < fields.size(); ++i) {
        if (fields[i].type->key() != "link" || !is_empty(record.value(i))) continue;
        const auto other = row_records.find(fields[i].target);
        if (other != row_records.end() && other->second != &record) record.put(i, other->second->id());
    }
}

void RowPlanner::complain_of_gaps(const Record& record, PlannedRow& planned) const {
    const auto& fields = record.object().fields();
    for (std::size_t i = Object::system_fields; i < fields.size(); ++i) {
        if (fields[i].required && !fields[i].hidden && is_empty(record.value(i))) {
            planned.complaints.push_back(
                {fields[i].key, fmt::format("« {} » est vide et nécessaire.", fields[i].label.fr)});
        }
    }
}

// Either all objects of a row are taken or none. The outcome is that of the object the import is about.
void RowPlanner::take_row(PlannedRow& planned, const std::vector<Draft>& drafts,
                          std::vector<std::deque<Record>>& records, RecordsByKey& by_key) {
    std::map<std::string, Record*> row_records;
    std::vector<std::pair<std::size_t, Record>> fresh;
    fresh.reserve(plans_.size());
    for (std::size_t place = 0; place < plans_.size(); ++place) {
        const auto& draft = drafts[place];
        if (!draft.said) continue;
        const auto& object = *plans_[place].object;
        const auto known = by_key[place].find(draft.key);
        const bool is_known = !draft.key.empty() && known != by_key[place].end();
        if (is_known) {
            row_records[object.key()] = known->second;
        } else {
            auto& made = fresh.emplace_back(place, session_.make(object)).second;
            for (const auto& [index, value] : draft.values) made.put(index, value);
            complain_of_gaps(made, planned);
            row_records[object.key()] = &made;
        }
    }
    for (const auto& [place, record] : fresh) {
        if (session_.actor().scope(record.object(), Act::Create) == Scope::None) {
            planned.complaints.push_back({record.object().key(), "Vos droits ne permettent pas de créer cette fiche."});
        }
    }
    if (!planned.complaints.empty() || row_records.empty()) {
        if (planned.complaints.empty()) planned.complaints.push_back({"", "Cette ligne ne contient rien à importer."});
        planned.outcome = RowOutcome::Rejected;
        return;
    }
    for (std::size_t place = 0; place < plans_.size(); ++place) {
        const auto& object = *plans_[place].object;
        const auto record = row_records.find(object.key());
        if (record == row_records.end()) continue;
        const bool is_fresh =
            std::ranges::any_of(fresh, [&](const auto& entry) { return &entry.second == record->second; });
        if (!is_fresh && mapping_.update_known) {
            for (const auto& [index, value] : drafts[place].values) record->second->put(index, value);
        }
        if (is_fresh || mapping_.update_known) link_row(row_records, *record->second);
        planned.records[object.key()] = record->second->id();
        if (object.key() != mapping_.object) continue;
        const bool seen_before =
            rehearsal_ && !drafts[place].key.empty() && rehearsed_keys_[object.key()].contains(drafts[place].key);
        const bool changed = !record->second->changed_fields().empty();
        planned.outcome = is_fresh && !seen_before ? RowOutcome::Created
                          : changed                ? RowOutcome::Updated
                                                   : RowOutcome::Unchanged;
    }
    for (auto& [place, record] : fresh) {
        records[place].push_back(std::move(record));
        const auto& key = drafts[place].key;
        if (key.empty()) continue;
        by_key[place][key] = &records[place].back();
        if (rehearsal_) rehearsed_keys_[plans_[place].object->key()].insert(key);
    }
}

PlannedBatch RowPlanner::plan(const std::vector<files::Row>& rows) {
    PlannedBatch batch;
    std::vector<std::vector<Draft>> drafts;
    for (const auto& row : rows) {
        PlannedRow planned{.number = static_cast<std::int64_t>(row.number), .cells = row.cells};
        auto& of_row = drafts.emplace_back();
        for (const auto& plan : plans_) of_row.push_back(draft(plan, row, planned));
        batch.rows.push_back(std::move(planned));
    }

    // Stable addresses: records of a batch are found by several rows.
    std::vector<std::deque<Record>> records(plans_.size());
    std::vector<std::map<std::string, Record*>> by_key(plans_.size());
    for (std::size_t place = 0; place < plans_.size(); ++place) {
        for (auto& [key, record] : known_records(plans_[place], drafts, place)) {
            records[place].push_back(std::move(record));
            by_key[place][key] = &records[place].back();
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& planned = batch.rows[i];
        if (!planned.complaints.empty()) {
            planned.outcome = RowOutcome::Rejected;
            continue;
        }
        take_row(planned, drafts[i], records, by_key);
    }
    for (auto& of_object : records) std::ranges::move(of_object, std::back_inserter(batch.records));
    return batch;
}

}  // namespace elan::imports
