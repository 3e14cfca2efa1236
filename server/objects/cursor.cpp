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

// A cursor goes through the hands of callers: what is in it must at least be comparable with its column.
bool fits(const db::Value& value, db::Storage storage) {
    if (std::holds_alternative<std::monostate>(value)) return true;
    if (storage == db::Storage::Integer) return std::holds_alternative<std::int64_t>(value);
    if (storage == db::Storage::Real) return std::holds_alternative<double>(value);
    const auto* text = std::get_if<std::string>(&value);
    return text && text->find('\0') == std::string::npos;
}

db::Values read_cursor(const std::vector<SortColumn>& columns, const std::string& cursor) {
    const auto text = from_base64url(cursor);
    simdjson::dom::parser parser;
    Json root;
    if (!text || parser.parse(*text).get(root) || text_member(root, "s") != spelled(columns)) refuse_cursor();
    simdjson::dom::array items;
    if (root["v"].get_array().get(items) || items.size() != columns.size()) refuse_cursor();
    db::Values values;
    for (const auto item : items) {
        values.push_back(read_value(item));
        if (!fits(values.back(), columns[values.size() - 1].storage)) refuse_cursor();
    }
    return values;
}

class Behind {
 public:
    Behind(const std::vector<SortColumn>& columns, const db::Values& values, db::Values& parameters)
        : columns_(columns), values_(values), parameters_(parameters) {}

    // (a at least) and (a beyond or (b beyond) or (b equal and …)): the first part is a range of the index, within
    // which a not beyond is a equal.
    std::string condition() {
        const std::string_view beyond_it = columns_.front().descending ? "<" : ">";
        const auto rest = [&] { return columns_.size() == 1 ? "1 = 0" : behind(1); };
        if (is_null(0)) return fmt::format("{} is null and {}", name(0), rest());
        const auto bound = fmt::format("{} {}= {}", name(0), beyond_it, bind(0));
        const auto past = fmt::format("{} {} {}", name(0), beyond_it, bind(0));
        return fmt::format("{} and ({} or {})", bound, past, rest());
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

Cursor::Cursor(const std::vector<SortColumn>& columns, const std::string& written)
    : columns_(columns), values_(read_cursor(columns, written)) {}

std::string Cursor::same_part(db::Values& parameters) const {
    return Behind(columns_, values_, parameters).condition();
}

std::string Cursor::next_part() const {
    const auto& first = columns_.front();
    const bool empty = std::holds_alternative<std::monostate>(values_.front());
    // Empty values come first, or last when descending.
    if (empty == first.descending) return {};
    return fmt::format("t.\"{}\" is {}null", first.name, empty ? "not " : "");
}

}  // namespace elan
