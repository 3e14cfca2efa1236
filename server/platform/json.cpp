#include "platform/json.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "platform/refusal.hpp"

namespace elan {

namespace {

constexpr std::size_t deepest = 64;

void require_finite(Json element) {
    if (element.is_double() && !std::isfinite(element.get_double().value())) {
        refuse(Problem::Malformed, "Un nombre du JSON est hors limites.");
    }
    if (element.is_array()) {
        const simdjson::dom::array parts = element.get_array().value();
        for (const auto part : parts) require_finite(part);
    }
    if (element.is_object()) {
        const simdjson::dom::object members = element.get_object().value();
        for (const auto member : members) require_finite(member.value);
    }
}

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u00";
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
}

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

template <class Number>
void append_number(std::string& out, Number value) {
    std::array<char, 32> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end);
}

}  // namespace

JsonDocument::JsonDocument(std::string_view text) {
    if (parser_.allocate(std::max<std::size_t>(text.size(), 32), deepest) ||
        parser_.parse(text.data(), text.size()).get(root_)) {
        refuse(Problem::Malformed, "Ce JSON est illisible. Vérifiez sa forme, son encodage (UTF-8) et sa profondeur.");
    }
    require_finite(root_);
}

void JsonWriter::separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
}

JsonWriter& JsonWriter::begin_object() {
    separate();
    out_ += '{';
    fresh_ = true;
    return *this;
}
JsonWriter& JsonWriter::end_object() {
    out_ += '}';
    fresh_ = false;
    return *this;
}
JsonWriter& JsonWriter::begin_array() {
    separate();
    out_ += '[';
    fresh_ = true;
    return *this;
}
JsonWriter& JsonWriter::end_array() {
    out_ += ']';
    fresh_ = false;
    return *this;
}
JsonWriter& JsonWriter::key(std::string_view name) {
    text(name);
    out_ += ':';
    fresh_ = true;  // no comma between a name and its value
    return *this;
}
JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    out_ += '"';
    while (!value.empty()) {
        const auto plain = static_cast<std::size_t>(std::ranges::find_if(value, needs_escape) - value.begin());
        out_ += value.substr(0, plain);
        value.remove_prefix(plain);
        if (value.empty()) break;
        append_escaped(out_, value.front());
        value.remove_prefix(1);
    }
    out_ += '"';
    return *this;
}
JsonWriter& JsonWriter::integer(std::int64_t value) {
    separate();
    append_number(out_, value);
    return *this;
}
JsonWriter& JsonWriter::real(double value) {
    separate();
    append_number(out_, value);
    return *this;
}
JsonWriter& JsonWriter::yes_no(bool value) { return raw(value ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }
JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}
JsonWriter& JsonWriter::copy(Json element) { return raw(simdjson::minify(element)); }

std::string_view text_member(Json object, std::string_view name) {
    std::string_view text;
    if (object[name].get_string().get(text)) return {};
    return text;
}

}  // namespace elan
