// Reads the JSON form of a filter (docs/filters.md).
#include <fmt/format.h>

#include "insight/text/fold.hpp"
#include "insight/text/french_dates.hpp"
#include "objects/filter.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

using Op = Filter::Op;

constexpr int deepest = 8;
constexpr int most_conditions = 200;
constexpr int most_parts = 500;  // conditions, lists and negations
constexpr std::size_t most_values_listed = 1000;
// Each value of a set is a condition of its own, and SQLite takes no deeper expression than a thousand.
constexpr std::size_t most_values_of_set = 100;
constexpr std::size_t most_values_in_all = 10'000;

struct OpWord {
    std::string_view key;
    Op op;
};
constexpr std::array<OpWord, 16> op_words = {{{"eq", Op::Eq},
                                              {"ne", Op::Ne},
                                              {"lt", Op::Lt},
                                              {"lte", Op::Lte},
                                              {"gt", Op::Gt},
                                              {"gte", Op::Gte},
                                              {"between", Op::Between},
                                              {"in", Op::In},
                                              {"not_in", Op::NotIn},
                                              {"contains", Op::Contains},
                                              {"starts_with", Op::StartsWith},
                                              {"empty", Op::Empty},
                                              {"not_empty", Op::NotEmpty},
                                              {"has_any", Op::HasAny},
                                              {"has_all", Op::HasAll},
                                              {"has_none", Op::HasNone}}};

const std::vector<Op>& ops_for(Comparison comparison) {
    static const std::map<Comparison, std::vector<Op>> ops = {
        {Comparison::Folded,
         {Op::Contains, Op::StartsWith, Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty}},
        {Comparison::Exact, {Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::StartsWith, Op::Empty, Op::NotEmpty}},
        {Comparison::Order,
         {Op::Eq, Op::Ne, Op::Lt, Op::Lte, Op::Gt, Op::Gte, Op::Between, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty}},
        {Comparison::Set, {Op::HasAny, Op::HasAll, Op::HasNone, Op::Empty, Op::NotEmpty}},
        {Comparison::Flag, {Op::Eq, Op::Ne, Op::Empty, Op::NotEmpty}},
        {Comparison::Nothing, {Op::Empty, Op::NotEmpty}}};
    return ops.at(comparison);
}

std::size_t most_values(Op op) {
    switch (op) {
        case Op::Empty:
        case Op::NotEmpty:
            return 0;
        case Op::Between:
            return 2;
        case Op::In:
        case Op::NotIn:
            return most_values_listed;
        case Op::HasAny:
        case Op::HasAll:
        case Op::HasNone:
            return most_values_of_set;
        default:
            return 1;
    }
}

class Reading {
 public:
    Reading(const Object& object, const FilterContext& context,
            const std::function<bool(const FieldDeclaration&)>& may_use)
        : object_(object), context_(context), may_use_(may_use) {}

    std::vector<FieldComplaint> complaints;

    Filter filter(Json json, int depth) {
        if (too_large_) return Filter::nothing();
        if (++parts_ > most_parts) return give_up("Ce filtre a trop de parties (500 au plus).");
        simdjson::dom::object members;
        if (json.get_object().get(members)) return complain("filter", "Un filtre est un objet JSON.");
        if (members.size() == 0) return Filter::everything();
        if (depth > deepest) return complain("filter", "Ce filtre est trop profond (8 niveaux au plus).");
        Json inner;
        if (!json["all"].get(inner)) return Filter::all(parts(inner, depth));
        if (!json["any"].get(inner)) return Filter::any(parts(inner, depth));
        if (!json["not"].get(inner)) return Filter::negate(filter(inner, depth + 1));
        return condition(json);
    }

 private:
    Filter complain(std::string_view field, std::string sentence) {
        complaints.push_back({std::string(field), std::move(sentence)});
        return Filter::nothing();
    }

    // What follows is not looked at any more: an endless filter gets one complaint.
    Filter give_up(std::string sentence) {
        too_large_ = true;
        return complain("filter", std::move(sentence));
    }

    std::vector<Filter> parts(Json json, int depth) {
        std::vector<Filter> read;
        simdjson::dom::array items;
        if (json.get_array().get(items)) {
            complain("filter", "« all » et « any » attendent une liste.");
            return read;
        }
        for (const auto item : items) {
            if (too_large_) break;
            read.push_back(filter(item, depth + 1));
        }
        return read;
    }

    Filter condition(Json json) {
        if (++conditions_ > most_conditions) return give_up("Ce filtre a trop de conditions (200 au plus).");
        const auto key = text_member(json, "field");
        const auto* field = object_.find(key);
        if (!field || !may_use_(*field)) return complain(key, fmt::format("Le champ « {} » n’existe pas.", key));
        const auto word = text_member(json, "op");
        const auto known = std::ranges::find(op_words, word, &OpWord::key);
        const auto& ops = ops_for(field->type->comparison());
        if (known == op_words.end() || std::ranges::find(ops, known->op) == ops.end()) {
            return complain(key, fmt::format("On ne peut pas filtrer « {} » avec « {} ».", field->label.fr, word));
        }
        Json given;
        const bool has_value = !json["value"].get(given);
        return Filter::condition(object_.index_of(*field), known->op, operands(*field, known->op, has_value, given));
    }

    std::vector<Value> operands(const FieldDeclaration& field, Op op, bool has_value, Json given) {
        const auto most = most_values(op);
        if (most == 0) return {};
        std::vector<Json> values;
        if (has_value && given.is_array()) {
            const simdjson::dom::array several = given.get_array().value();
            for (const auto value : several) values.push_back(value);
        } else if (has_value) {
            values.push_back(given);
        }
        const bool enough = op == Op::Between ? values.size() == 2 : !values.empty() && values.size() <= most;
        if (!enough) {
            complain(field.key, wanted_values(field, op, most));
            return {};
        }
        values_ += values.size();
        if (values_ > most_values_in_all) {
            give_up("Ce filtre a trop de valeurs (10 000 au plus).");
            return {};
        }
        std::vector<Value> operands;
        for (const auto& value : values) operands.push_back(operand(field, value));
        return operands;
    }

    static std::string wanted_values(const FieldDeclaration& field, Op op, std::size_t most) {
        if (op == Op::Between) return fmt::format("Donnez deux valeurs pour filtrer « {} ».", field.label.fr);
        if (most == 1) return fmt::format("Donnez une valeur pour filtrer « {} ».", field.label.fr);
        return fmt::format("Donnez de une à {} valeurs pour filtrer « {} ».", most, field.label.fr);
    }

    Value operand(const FieldDeclaration& field, Json given) {
        if (given.is_object()) return relative(field, given);
        const auto text = given_text(given);
        if (text && *text == "me" && field.target == "user") return context_.me;
        const auto comparison = field.type->comparison();
        // What could not be stored cannot be found either, and the databases do not take it.
        if (text && !valid_utf8(*text)) {
            complain(field.key, "Ce texte contient des caractères illisibles.");
            return std::string();
        }
        if (text && comparison == Comparison::Folded) return fold(*text);
        auto accepted = field.type->operand(field, given);
        if (accepted.ok() && !is_empty(accepted.value)) return accepted.value;
        // A part of an identifier may be asked for too: what the type would refuse as a value is compared as it is.
        if (text && comparison == Comparison::Exact) return std::string(*text);
        complain(field.key, accepted.ok() ? "Donnez une valeur." : accepted.complaint);
        return std::string();
    }

    // The text that is in it; nothing when it is blank or no text at all.
    static std::optional<std::string_view> given_text(Json given) {
        std::string_view text;
        if (given.get_string().get(text) || text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos) return {};
        return text;
    }

    // {"days": -30}: the start of that day where the user is.
    Value relative(const FieldDeclaration& field, Json given) {
        std::int64_t days = 0;
        if (!given["days"].get_int64().get(days) && days > -40'000 && days < 40'000) {
            const auto day = add_days(local_day(context_.now_ms, context_.time_zone), static_cast<int>(days));
            auto start = field.type->start_of_day(day, context_.time_zone);
            if (!is_empty(start)) return start;
        }
        complain(field.key, "Cette valeur relative n’est pas comprise.");
        return std::string();
    }

    const Object& object_;
    const FilterContext& context_;
    const std::function<bool(const FieldDeclaration&)>& may_use_;
    int parts_ = 0, conditions_ = 0;
    std::size_t values_ = 0;
    bool too_large_ = false;
};

}  // namespace

Filter parse_filter(const Object& object, Json json, const FilterContext& context,
                    const std::function<bool(const FieldDeclaration&)>& may_use) {
    Reading reading(object, context, may_use);
    auto filter = reading.filter(json, 1);
    if (!reading.complaints.empty()) refuse(std::move(reading.complaints));
    return filter;
}

std::vector<std::string_view> operators_of(const FieldType& type) {
    std::vector<std::string_view> keys;
    for (const auto op : ops_for(type.comparison())) {
        keys.push_back(std::ranges::find(op_words, op, &OpWord::op)->key);
    }
    return keys;
}

}  // namespace elan
