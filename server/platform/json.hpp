#pragma once

#include <simdjson.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

// JSON: read by simdjson, written by an append-only writer (integers stay integers, reals are written shortest,
// never 1.37E0).
namespace elan {

using Json = simdjson::dom::element;

// A parsed text and its memory: the elements live as long as this object.
class JsonDocument {
 public:
    // Throws Refusal (Problem::Malformed, French) on bad JSON, bad UTF-8, depth over 64 or non-finite numbers.
    explicit JsonDocument(std::string_view text);
    Json root() const { return root_; }

 private:
    simdjson::dom::parser parser_;
    Json root_;
};

class JsonWriter {
 public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& written_key(std::string_view quoted);  // what key_text() gave
    JsonWriter& text(std::string_view value);
    JsonWriter& integer(std::int64_t value);
    JsonWriter& real(double value);
    JsonWriter& yes_no(bool value);
    JsonWriter& null();
    JsonWriter& raw(std::string_view json);  // already JSON
    JsonWriter& copy(Json element);          // writes what was read

    JsonWriter& field(std::string_view name, std::string_view value) { return key(name).text(value); }
    JsonWriter& field(std::string_view name, const char* value) { return key(name).text(value); }
    template <std::same_as<bool> T>
    JsonWriter& field(std::string_view name, T value) {
        return key(name).yes_no(value);
    }
    template <std::integral T>
    requires(!std::same_as<T, bool>) JsonWriter& field(std::string_view name, T value) {
        return key(name).integer(static_cast<std::int64_t>(value));
    }

    const std::string& str() const { return out_; }
    void expect(std::size_t bytes) { out_.reserve(out_.size() + bytes); }
    std::string take() { return std::move(out_); }

 private:
    void separate();
    std::string out_;
    bool fresh_ = true;  // nothing written yet in the current object or array
};

// A member's name as it stands in JSON, with its quotes and colon, for names that are written many times.
std::string key_text(std::string_view name);

// The value of a member, or "" / nothing when it is absent or of another type.
std::string_view text_member(Json object, std::string_view name);

}  // namespace elan
