#include "objects/cursor.hpp"

#include <fmt/format.h>

#include "platform/crypto/encoding.hpp"
#include "platform/json.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

std::string spelled(const std::vector<SortColumn>& columns) {
    std::string text;
    for (const auto& column : columns) text += (column.descending ? "-" : "+") + column.name;
    return text;
}

void write_value(JsonWriter& out, const db::Value& value) {
    std::visit(
        [&](const auto& held) {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>) out.null();
            if constexpr (std::is_same_v<Held, std::int64_t>) out.integer(held);
            if constexpr (std::is_same_v<Held, double>) out.begin_object().key("r").real(held).end_object();
            if constexpr (std::is_same_v<Held, std::string>) out.text(held);
        },
        value);
}

db::Value read_value(Json json) {
    std::int64_t whole = 0;
    if (!json.get_int64().get(whole)) return whole;
    std::string_view text;
    if (!json.get_string().get(text)) return std::string(text);
    double real = 0;
    if (json.is_object() && !json["r"].get_double().get(real)) return real;
    return {};
}

[[noreturn]] void refuse_cursor() { refuse({{"cursor", "Ce curseur ne va pas avec cette liste. Reprenez du début."}}); }

db::Values read_cursor(const std::vector<SortColumn>& columns, const std::string& cursor) {
    const auto text = from_base64url(cursor);
    simdjson::dom::parser parser;
    Json root;
    if (!text || parser.parse(*text).get(root) || text_member(root, "s") != spelled(columns)) refuse_cursor();
    simdjson::dom::array items;
    if (root["v"].get_array().get(items) || items.size() != columns.size()) refuse_cursor();
    db::Values values;
    for (const auto item : items) values.push_back(read_value(item));
    return values;
}

class Behind {
 public:
    Behind(const std::vector<SortColumn>& columns, const db::Values& values, db::Values& parameters)
        : columns_(columns), values_(values), parameters_(parameters) {}

    // (a beyond) or (a equal and ((b beyond) or (b equal and …))), with a plain bound on the first column for the
    // index.
    std::string condition() {
        std::string bound;
        const auto& first = columns_.front();
        if (!std::holds_alternative<std::monostate>(values_.front())) {
            bound = first.descending ? fmt::format("({0} is null or {0} <= {1}) and ", name(0), bind(0))
                                     : fmt::format("{} >= {} and ", name(0), bind(0));
        }
        return bound + behind(0);
    }

 private:
    std::string name(std::size_t i) const { return fmt::format("t.\"{}\"", columns_[i].name); }
    std::string bind(std::size_t i) {
        parameters_.push_back(values_[i]);
        return fmt::format("${}", parameters_.size());
    }
    bool is_null(std::size_t i) const { return std::holds_alternative<std::monostate>(values_[i]); }

    std::string beyond(std::size_t i) {
        if (is_null(i)) return columns_[i].descending ? "1 = 0" : name(i) + " is not null";
        if (columns_[i].descending) return fmt::format("({0} is null or {0} < {1})", name(i), bind(i));
        return fmt::format("{} > {}", name(i), bind(i));
    }
    std::string equal(std::size_t i) {
        return is_null(i) ? name(i) + " is null" : fmt::format("{} = {}", name(i), bind(i));
    }

    std::string behind(std::size_t i) {
        auto past = beyond(i);
        if (i + 1 == columns_.size()) return past;
        auto same = equal(i);
        return fmt::format("({} or ({} and {}))", past, same, behind(i + 1));
    }

    const std::vector<SortColumn>& columns_;
    const db::Values& values_;
    db::Values& parameters_;
};

}  // namespace

std::string cursor_of(const std::vector<SortColumn>& columns, const db::Values& last) {
    JsonWriter out;
    out.begin_object().field("s", spelled(columns)).key("v").begin_array();
    for (const auto& value : last) write_value(out, value);
    out.end_array().end_object();
    return base64url(out.str());
}

std::string after_cursor(const std::vector<SortColumn>& columns, const std::string& cursor, db::Values& parameters) {
    const auto values = read_cursor(columns, cursor);
    return Behind(columns, values, parameters).condition();
}

}  // namespace elan
