// A filter as SQL. Every condition is true or false, never null, so that "not" means the same as in memory. The texts
// depend on the shape of the filter only; all values are parameters.
#include <fmt/format.h>

#include "objects/filter.hpp"

namespace elan {

namespace {

using Op = Filter::Op;

constexpr char32_t last_character = 0x10FFFF;

// Takes the last character off a text in UTF-8.
char32_t take_last(std::string& text) {
    auto start = text.size() - 1;
    while (start > 0 && (text[start] & 0xC0) == 0x80) --start;
    const auto first = static_cast<unsigned char>(text[start]);
    char32_t character = first < 0x80   ? first
                         : first < 0xE0 ? first & 0x1FU
                         : first < 0xF0 ? first & 0x0FU
                                        : first & 7U;
    for (auto at = start + 1; at < text.size(); ++at) character = character << 6 | (text[at] & 0x3FU);
    text.resize(start);
    return character;
}

void append(std::string& text, char32_t character) {
    const auto rest = [&](int shift) { text += static_cast<char>(0x80 | (character >> shift & 0x3F)); };
    if (character < 0x80) {
        text += static_cast<char>(character);
    } else if (character < 0x800) {
        text += static_cast<char>(0xC0 | character >> 6);
    } else if (character < 0x10000) {
        text += static_cast<char>(0xE0 | character >> 12);
        rest(6);
    } else {
        text += static_cast<char>(0xF0 | character >> 18);
        rest(12);
        rest(6);
    }
    if (character >= 0x80) rest(0);
}

// The first text behind all those that start so, or "" when nothing is behind them. UTF-8 sorts by its bytes as by its
// characters.
std::string behind_prefix(std::string start) {
    while (!start.empty()) {
        const auto last = take_last(start);
        if (last == last_character) continue;
        append(start, last == 0xD7FF ? 0xE000 : last + 1);  // surrogates are no characters
        return start;
    }
    return {};
}

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
        if (filter.grantees.empty()) return "1 = 0";
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

    std::string sets(const Filter& filter, std::string_view column, std::string_view between,
                     std::string_view when_none) {
        std::string text;
        for (const auto& value : filter.operands) {
            if (!text.empty()) text += between;
            text += fmt::format("replace({}, {}, '') <> {}", column, bind('|' + std::get<std::string>(value) + '|'),
                                column);
        }
        return text.empty() ? std::string(when_none) : text;
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
                return in(name, filter.operands);
            case Op::NotIn:
                return not_in(name, filter.operands);
            case Op::Between:
                return fmt::format("({0} is not null and {0} >= {1} and {0} <= {2})", name, bind(filter.operands[0]),
                                   bind(filter.operands[1]));
            case Op::Contains:
                return contains(name, std::get<std::string>(filter.operands[0]));
            case Op::StartsWith:
                return starts_with(name, std::get<std::string>(filter.operands[0]));
            case Op::HasAny:
                return fmt::format("({0} is not null and ({1}))", name, sets(filter, name, " or ", "1 = 0"));
            case Op::HasAll:
                return fmt::format("({0} is not null and ({1}))", name, sets(filter, name, " and ", "1 = 1"));
            case Op::HasNone:
                return fmt::format("({0} is null or not ({1}))", name, sets(filter, name, " or ", "1 = 0"));
        }
        return "1 = 0";
    }

    // A range instead of a pattern, so that the index serves.
    std::string starts_with(std::string_view column, const std::string& start) {
        const auto end = behind_prefix(start);
        const auto from = fmt::format("{} is not null and {} >= {}", column, column, bind(start));
        return end.empty() ? '(' + from + ')' : fmt::format("({} and {} < {})", from, column, bind(end));
    }

    // The empty text is in every text, which replace() does not know.
    std::string contains(std::string_view column, const std::string& part) {
        if (part.empty()) return fmt::format("{} is not null", column);
        return fmt::format("({0} is not null and replace({0}, {1}, '') <> {0})", column, bind(part));
    }

    std::string in(std::string_view column, const db::Values& values) {
        if (values.empty()) return "1 = 0";
        return fmt::format("({0} is not null and {0} in ({1}))", column, listed(values));
    }
    std::string not_in(std::string_view column, const db::Values& values) {
        if (values.empty()) return "1 = 1";
        return fmt::format("({0} is null or {0} not in ({1}))", column, listed(values));
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
