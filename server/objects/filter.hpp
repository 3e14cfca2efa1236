#pragma once

#include <functional>
#include <string>
#include <vector>

#include "objects/record.hpp"

namespace elan {

// What a filter may refer to besides constants.
struct FilterContext {
    std::string me;           // the acting user's id: the value "me" of a link to a user
    std::int64_t now_ms = 0;  // for {"days": -30}
    std::string time_zone = "Europe/Paris";
};

// The one filter expression. It serves lists, saved views, segments, permissions and rules; it compiles to SQL and
// evaluates in memory with identical results. A comparison with an empty field is false, "ne", "not_in" and "has_none"
// are true. Its JSON form is documented in docs/filters.md.
struct Filter {
    enum class Kind { Everything, All, Any, Not, Condition, SharedWith };
    enum class Op {
        Eq,
        Ne,
        Lt,
        Lte,
        Gt,
        Gte,
        Between,
        In,
        NotIn,
        Contains,
        StartsWith,
        Empty,
        NotEmpty,
        HasAny,
        HasAll,
        HasNone
    };

    Kind kind = Kind::Everything;
    std::vector<Filter> parts;  // All, Any, Not (one)
    std::size_t field = 0;      // Condition
    Op op = Op::Eq;
    std::vector<Value> operands;        // as stored; for Folded text already folded
    std::vector<std::string> grantees;  // SharedWith: ids of users and teams
    bool to_change = false;             // SharedWith: only shares that allow changes

    static Filter everything() { return {}; }
    static Filter all(std::vector<Filter> parts);
    static Filter any(std::vector<Filter> parts);
    static Filter negate(Filter part);
    static Filter nothing() { return any({}); }
    template <class T>
    static Filter is(const Field<T>& field, std::string value) {
        return condition(field.index, Op::Eq, {std::move(value)});
    }
    static Filter condition(std::size_t field, Op op, std::vector<Value> operands);
    static Filter shared_with(std::vector<std::string> grantees, bool to_change);
    bool is_everything() const { return kind == Kind::Everything || (kind == Kind::All && parts.empty()); }
};

// Reads the JSON form. All complaints are thrown at once as a Refusal (Problem::Invalid, one entry a bad condition).
// `may_use` says whether the caller may see a field: one he may not is answered exactly like one that does not exist.
Filter parse_filter(const Object& object, Json json, const FilterContext& context,
                    const std::function<bool(const FieldDeclaration&)>& may_use);

// The condition as SQL over the table alias `alias`, without "where"; parameters are appended and numbered on from
// there.
std::string filter_sql(const Object& object, const Filter& filter, db::Values& parameters, std::string_view alias);

// The same decision in memory. `is_shared` answers SharedWith for this record.
bool matches(const Object& object, const Filter& filter, const Record& record,
             const std::function<bool(const Filter&)>& is_shared = {});

// The keys of the operators that make sense for a type, in the order a screen offers them: "eq", "contains"…
std::vector<std::string_view> operators_of(const FieldType& type);

}  // namespace elan
