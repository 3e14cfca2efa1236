// A filter as SQL. Every condition is true or false, never null, so that "not" means the same as in memory. The texts
// depend on the shape of the filter only; all values are parameters.
#include <fmt/format.h>

#include "objects/filter.hpp"

namespace elan {

namespace {

using Op = Filter::Op;

class Sql {
 public:
    Sql(const Object& object, db::Values& parameters, std::string_view alias)
        : object_(object), parameters_(parameters), alias_(alias) {}

    std::string of(const Filter& filter) {
        switch (filter.kind) {
            case Filter::Kind::Everything:
                return "1 = 1";
            case Filter::Kind::All:
                return joined(filter.parts, " and ", "1 = 1");
            case Filter::Kind::Any:
                return joined(filter.parts, " or ", "1 = 0");
            case Filter::Kind::Not:
                return fmt::format("not ({})", of(filter.parts.front()));
            case Filter::Kind::SharedWith:
                return shared(filter);
            case Filter::Kind::Condition:
                break;
        }
        return condition(filter);
    }

 private:
    std::string joined(const std::vector<Filter>& parts, std::string_view between, std::string_view when_none) {
        std::string text;
        for (const auto& part : parts) {
            if (!text.empty()) text += between;
            text += '(' + of(part) + ')';
        }
        return text.empty() ? std::string(when_none) : text;
    }

    std::string shared(const Filter& filter) {
        db::Values grantees(filter.grantees.begin(), filter.grantees.end());
        return fmt::format("exists (select 1 from shares s where s.record = {}.id and s.grantee in ({}){})", alias_,
                           listed(grantees), filter.to_change ? " and s.may_change = 1" : "");
    }

    std::string bind(const Value& value) {
        parameters_.push_back(value);
        return fmt::format("${}", parameters_.size());
    }
    std::string listed(const db::Values& values) {
        std::string text;
        for (const auto& value : values) {
            if (!text.empty()) text += ", ";
            text += bind(value);
        }
        return text;
    }

    std::string column(const Filter& filter) const {
        const auto& field = object_.fields()[filter.field];
        return fmt::format("{}.\"{}\"", alias_, field.has_folded_column() ? field.folded_column() : field.id);
    }

    std::string sets(const Filter& filter, std::string_view column, std::string_view between) {
        std::string text;
        for (const auto& value : filter.operands) {
            if (!text.empty()) text += between;
            text += fmt::format("replace({}, {}, '') <> {}", column, bind('|' + std::get<std::string>(value) + '|'),
                                column);
        }
        return text;
    }

    std::string compared(std::string_view column, std::string_view sign, const Filter& filter) {
        return fmt::format("({0} is not null and {0} {1} {2})", column, sign, bind(filter.operands[0]));
    }

    std::string condition(const Filter& filter) {
        const auto name = column(filter);
        switch (filter.op) {
            case Op::Empty:
                return name + " is null";
            case Op::NotEmpty:
                return name + " is not null";
            case Op::Eq:
                return compared(name, "=", filter);
            case Op::Lt:
                return compared(name, "<", filter);
            case Op::Lte:
                return compared(name, "<=", filter);
            case Op::Gt:
                return compared(name, ">", filter);
            case Op::Gte:
                return compared(name, ">=", filter);
            case Op::Ne:
                return fmt::format("({0} is null or {0} <> {1})", name, bind(filter.operands[0]));
            case Op::In:
                return fmt::format("({0} is not null and {0} in ({1}))", name, listed(filter.operands));
            case Op::NotIn:
                return fmt::format("({0} is null or {0} not in ({1}))", name, listed(filter.operands));
            case Op::Between:
                return fmt::format("({0} is not null and {0} >= {1} and {0} <= {2})", name, bind(filter.operands[0]),
                                   bind(filter.operands[1]));
            case Op::Contains:
                return fmt::format("({0} is not null and replace({0}, {1}, '') <> {0})", name,
                                   bind(filter.operands[0]));
            case Op::StartsWith:
                return starts_with(name, std::get<std::string>(filter.operands[0]));
            case Op::HasAny:
                return fmt::format("({0} is not null and ({1}))", name, sets(filter, name, " or "));
            case Op::HasAll:
                return fmt::format("({0} is not null and ({1}))", name, sets(filter, name, " and "));
            case Op::HasNone:
                return fmt::format("({0} is null or not ({1}))", name, sets(filter, name, " or "));
        }
        return "1 = 0";
    }

    // A range instead of a pattern, so that the index serves; texts compare by bytes on both databases, and no UTF-8
    // text holds the byte 0xFF, nor a character above U+10FFFF.
    std::string starts_with(std::string_view column, const std::string& start) {
        return fmt::format("({0} is not null and {0} >= {1} and {0} < {2})", column, bind(start),
                           bind(start + "\U0010FFFF"));
    }

    const Object& object_;
    db::Values& parameters_;
    std::string_view alias_;
};

}  // namespace

std::string filter_sql(const Object& object, const Filter& filter, db::Values& parameters, std::string_view alias) {
    return Sql(object, parameters, alias).of(filter);
}

}  // namespace elan
