#include "api/import/proposal.hpp"

#include <array>

#include "api/import/header_words.hpp"
#include "insight/text/fold.hpp"

namespace elan::imports {

namespace {

struct Candidate {
    std::string_view object, field, part;  // object "" for any
};

std::vector<Candidate> candidates_of(std::string_view title) {
    const auto words = fold_words(title);
    std::vector<Candidate> found;
    for (const auto& known : header_words) {
        if (known.words == words) found.push_back({known.object, known.field, known.part});
    }
    return found;
}

// A column without a known title is known by its cells, when nearly all of them are of one unmistakable kind.
std::vector<Candidate> candidates_by_content(const std::vector<std::vector<std::string>>& samples, std::size_t column,
                                             const Object& any) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kinds = {
        {{"email", "email"}, {"siret", "siret"}, {"siren", "siren"}, {"phone", "phone"}}};
    for (const auto& [type, field] : kinds) {
        int filled = 0, fits = 0;
        for (const auto& row : samples) {
            if (column >= row.size() || row[column].empty() || row[column] == "-") continue;
            ++filled;
            fits += field_type(type).parse(any.fields().front(), row[column], {}).ok();
        }
        if (filled >= 5 && fits * 10 >= filled * 9) return {{"", field, ""}};
    }
    return {};
}

class Proposing {
 public:
    Proposing(Session& session, const files::TableShape& shape, const std::vector<std::vector<std::string>>& samples)
        : session_(session), shape_(shape), samples_(samples) {}

    Mapping run(const std::string& main) {
        for (std::size_t i = 0; i < shape_.columns.size(); ++i) {
            auto found = candidates_of(shape_.columns[i]);
            if (found.empty()) found = candidates_by_content(samples_, i, *session_.catalogue().objects().front());
            candidates_.push_back(std::move(found));
        }
        Mapping mapping;
        mapping.object = main.empty() ? likely_object() : main;
        for (std::size_t i = 0; i < candidates_.size(); ++i) take(i, mapping);
        choose_keys(mapping);
        return mapping;
    }

 private:
    // The object that most columns speak of by name; a person with a company is about the person.
    std::string likely_object() const {
        std::map<std::string, int> votes;
        for (const auto& column : candidates_) {
            for (const auto& candidate : column) {
                if (!candidate.object.empty()) ++votes[std::string(candidate.object)];
            }
        }
        for (const auto* object : {"opportunity", "lead", "contact", "company"}) {
            if (votes[object] >= (std::string_view(object) == "opportunity" ? 2 : 1)) return object;
        }
        return "company";
    }

    void take(std::size_t index, Mapping& mapping) const {
        for (const auto& candidate : candidates_[index]) {
            const auto object_key = candidate.object.empty() ? mapping.object : std::string(candidate.object);
            if (const auto target = fitting(object_key, candidate, mapping)) {
                mapping.columns[index] = *target;
                return;
            }
        }
    }

    std::optional<Target> fitting(const std::string& object_key, const Candidate& candidate,
                                  const Mapping& mapping) const {
        const auto* object = session_.catalogue().find(object_key);
        if (!object || session_.actor().scope(*object, Act::Import) == Scope::None) return std::nullopt;
        const auto* field = object->find(candidate.field);
        // "Nom" of a person is the last name.
        if (!field && candidate.field == "name") field = object->find("last_name");
        if (!field || !importable(session_, *object, *field)) return std::nullopt;
        Target target{object_key, field->key, std::string(candidate.part)};
        const bool taken =
            std::ranges::any_of(mapping.columns, [&](const auto& entry) { return entry.second == target; });
        return taken ? std::nullopt : std::optional(target);
    }

    void choose_keys(Mapping& mapping) const {
        for (const auto& [index, target] : mapping.columns) {
            for (const auto* field : {"siret", "siren", "web_address", "email", "name"}) {
                const bool mapped = std::ranges::any_of(mapping.columns, [&](const auto& entry) {
                    return entry.second.object == target.object && entry.second.field == field;
                });
                const bool names_persons = target.object == "lead" && std::string_view(field) == "name";
                if (mapped && !names_persons) {
                    mapping.keys.try_emplace(target.object, field);
                    break;
                }
            }
        }
    }

    Session& session_;
    const files::TableShape& shape_;
    const std::vector<std::vector<std::string>>& samples_;
    std::vector<std::vector<Candidate>> candidates_;
};

}  // namespace

bool importable(const Session& session, const Object& object, const FieldDeclaration& field) {
    if (field.secret || field.hidden || (field.system && field.id != "created_at")) return false;
    return session.actor().may_set(object, field);
}

Mapping propose(Session& session, const files::TableShape& shape, const std::vector<std::vector<std::string>>& samples,
                const std::string& main) {
    return Proposing(session, shape, samples).run(main);
}

}  // namespace elan::imports
