#include "objects/filter.hpp"

#include "insight/text/fold.hpp"

namespace elan {

namespace {

using Op = Filter::Op;

bool holds_folded(const Object& object, std::size_t field) {
    return object.fields()[field].type->comparison() == Comparison::Folded;
}

// -1, 0 or 1; both of the same kind and not empty.
int compare(const Value& left, const Value& right) {
    if (const auto* a = std::get_if<std::int64_t>(&left)) {
        if (const auto* b = std::get_if<std::int64_t>(&right)) return *a < *b ? -1 : *a > *b;
        return compare(Value{static_cast<double>(*a)}, right);
    }
    if (const auto* a = std::get_if<double>(&left)) {
        const auto* whole = std::get_if<std::int64_t>(&right);
        const double b = whole ? static_cast<double>(*whole) : std::get<double>(right);
        return *a < b ? -1 : *a > b;
    }
    const int order = std::get<std::string>(left).compare(std::get<std::string>(right));
    return order < 0 ? -1 : order > 0;
}

bool has(const std::string& set, const Value& operand) {
    return set.find('|' + std::get<std::string>(operand) + '|') != std::string::npos;
}

bool any_equal(const std::vector<Value>& operands, const Value& value) {
    return std::ranges::any_of(operands, [&](const Value& operand) { return compare(value, operand) == 0; });
}

// `value` is not empty here; for folded fields it is already folded.
bool condition_holds(const Filter& filter, const Value& value) {
    const auto& operands = filter.operands;
    switch (filter.op) {
        case Op::Eq:
        case Op::In:
            return any_equal(operands, value);
        case Op::Ne:
        case Op::NotIn:
            return !any_equal(operands, value);
        case Op::Lt:
            return compare(value, operands[0]) < 0;
        case Op::Lte:
            return compare(value, operands[0]) <= 0;
        case Op::Gt:
            return compare(value, operands[0]) > 0;
        case Op::Gte:
            return compare(value, operands[0]) >= 0;
        case Op::Between:
            return compare(value, operands[0]) >= 0 && compare(value, operands[1]) <= 0;
        case Op::Contains:
            return std::get<std::string>(value).find(std::get<std::string>(operands[0])) != std::string::npos;
        case Op::StartsWith:
            return std::get<std::string>(value).starts_with(std::get<std::string>(operands[0]));
        case Op::HasAny:
            return std::ranges::any_of(operands,
                                       [&](const Value& one) { return has(std::get<std::string>(value), one); });
        case Op::HasAll:
            return std::ranges::all_of(operands,
                                       [&](const Value& one) { return has(std::get<std::string>(value), one); });
        case Op::HasNone:
            return std::ranges::none_of(operands,
                                        [&](const Value& one) { return has(std::get<std::string>(value), one); });
        case Op::NotEmpty:
            return true;
        case Op::Empty:
            break;
    }
    return false;
}

bool holds_when_empty(Op op) { return op == Op::Empty || op == Op::Ne || op == Op::NotIn || op == Op::HasNone; }

bool matches_condition(const Object& object, const Filter& filter, const Record& record) {
    const auto& value = record.value(filter.field);
    if (is_empty(value)) return holds_when_empty(filter.op);
    if (!holds_folded(object, filter.field)) return condition_holds(filter, value);
    return condition_holds(filter, Value{fold(std::get<std::string>(value))});
}

}  // namespace

Filter Filter::all(std::vector<Filter> parts) { return {.kind = Kind::All, .parts = std::move(parts)}; }
Filter Filter::any(std::vector<Filter> parts) { return {.kind = Kind::Any, .parts = std::move(parts)}; }
Filter Filter::negate(Filter part) { return {.kind = Kind::Not, .parts = {std::move(part)}}; }
Filter Filter::condition(std::size_t field, Op op, std::vector<Value> operands) {
    return {.kind = Kind::Condition, .field = field, .op = op, .operands = std::move(operands)};
}
Filter Filter::shared_with(std::vector<std::string> grantees, bool to_change) {
    return {.kind = Kind::SharedWith, .grantees = std::move(grantees), .to_change = to_change};
}

bool matches(const Object& object, const Filter& filter, const Record& record,
             const std::function<bool(const Filter&)>& is_shared) {
    const auto part_holds = [&](const Filter& part) { return matches(object, part, record, is_shared); };
    switch (filter.kind) {
        case Filter::Kind::Everything:
            return true;
        case Filter::Kind::All:
            return std::ranges::all_of(filter.parts, part_holds);
        case Filter::Kind::Any:
            return std::ranges::any_of(filter.parts, part_holds);
        case Filter::Kind::Not:
            return !part_holds(filter.parts.front());
        case Filter::Kind::SharedWith:
            return is_shared && is_shared(filter);
        case Filter::Kind::Condition:
            break;
    }
    return matches_condition(object, filter, record);
}

}  // namespace elan
