#pragma once

#include <span>
#include <vector>

#include "changes/session.hpp"

// Records as JSON, with only the fields that the actor may see.
namespace elan::api {

// Which fields an answer holds, decided once for all its records.
class VisibleFields {
 public:
    VisibleFields(const Session& session, const Object& object);
    // Only these keys (and always id and revision); refuses keys that do not exist or may not be seen.
    VisibleFields(const Session& session, const Object& object, std::string_view keys);
    struct Shown {
        std::size_t index;
        std::string key;  // as JSON has it
    };
    const std::vector<Shown>& all() const { return shown_; }
    std::vector<std::size_t> indexes() const;

 private:
    void show(const Object& object, std::size_t index);
    std::vector<Shown> shown_;
};

void write_record(JsonWriter& out, const VisibleFields& fields, const Record& record);
void write_record(JsonWriter& out, Session& session, const Record& record);
void write_value(JsonWriter& out, const FieldDeclaration& field, const Value& value);

// "titles":{"<id>":"Dupont SARL"} for what the records link to.
void write_titles(JsonWriter& out, Session& session, std::span<const Record> records);

// The keys of the actions that the record offers now to somebody who may change it.
void write_offered_actions(JsonWriter& out, Session& session, const Record& record, bool may_change);

// {"record":{…},"titles":{…}} without the closing brace, so that a caller can add to it.
void begin_record_answer(JsonWriter& out, Session& session, const Record& record);

}  // namespace elan::api
