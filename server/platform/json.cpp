#include "platform/json.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

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

// Whether one of eight bytes needs an escape: a byte below n has its high bit set in (x - n) & ~x (Mycroft 1987). It
// may err by saying yes.
bool any_needs_escape(std::uint64_t bytes) {
    constexpr std::uint64_t each = 0x0101010101010101ULL, high = each << 7;
    const auto quote = bytes ^ (each * '"'), backslash = bytes ^ (each * '\\');
    const auto low = (bytes - each * 0x20) & ~bytes;
    return ((low | ((quote - each) & ~quote) | ((backslash - each) & ~backslash)) & high) != 0;
}

// How many bytes from the start need no escape.
std::size_t plain_length(std::string_view text) {
    std::size_t length = 0;
    for (std::uint64_t bytes = 0; length + sizeof bytes <= text.size(); length += sizeof bytes) {
        std::memcpy(&bytes, text.data() + length, sizeof bytes);
        if (any_needs_escape(bytes)) break;
    }
    while (length < text.size() && !needs_escape(text[length])) ++length;
    return length;
}

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
JsonWriter& JsonWriter::written_key(std::string_view quoted) {
    separate();
    out_ += quoted;
    fresh_ = true;
    return *this;
}
JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    out_ += '"';
    while (!value.empty()) {
        const auto plain = plain_length(value);
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

std::string key_text(std::string_view name) {
    JsonWriter out;
    out.key(name);
    return out.take();
}

std::string_view text_member(Json object, std::string_view name) {
    std::string_view text;
    if (object[name].get_string().get(text)) return {};
    return text;
}

}  // namespace elan
