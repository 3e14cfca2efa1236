#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/json.hpp"

namespace elan {

// What a field of a record holds in memory and in its column: nothing, an integer (yes/no, cents, UTC milliseconds,
// minutes), a real, or a text. Several values (tags, links) are one text, "|a|b|", so that both databases search it the
// same way.
using Value = db::Value;
inline bool is_empty(const Value& value) { return std::holds_alternative<std::monostate>(value); }

struct FieldDeclaration;

// The answer to "may this be the value?": the tidy value, or a sentence in French that says what to do.
struct Accepted {
    Value value;
    std::string complaint;              // empty: accepted
    std::vector<std::string> warnings;  // accepted, but worth telling
    bool ok() const { return complaint.empty(); }
    static Accepted refused(std::string sentence) {
        return {.value = {}, .complaint = std::move(sentence), .warnings = {}};
    }
};

// How values of a type compare, which settles the filter operators that make sense and how they compile.
enum class Comparison {
    Folded,  // text compared without case and accents, through a second column that holds insight/text/fold of it
    Exact,   // keys and identifiers: equal or not, begins with
    Order,   // numbers and moments
    Set,     // several values
    Flag,    // yes or no
    Nothing  // can only be empty or not
};

// How an imported text is to be read when it is ambiguous.
struct TextShape {
    char decimal_mark = ',';
    bool day_first = true;
    std::string time_zone = "Europe/Paris";
};

// One type of field. Each type is one file in objects/types that answers every question about it; nothing else asks
// which type a field has. A type has no state: one instance serves all fields.
class FieldType {
 public:
    virtual ~FieldType() = default;

    virtual std::string_view key() const = 0;  // "money"; never changes
    virtual db::Storage storage() const = 0;
    virtual Comparison comparison() const = 0;
    virtual bool sortable() const { return comparison() != Comparison::Nothing && comparison() != Comparison::Set; }

    // A JSON value from the API. JSON null and "" mean empty and are accepted here; whether a field is required is not
    // the type's business.
    virtual Accepted accept(const FieldDeclaration& field, Json given) const = 0;
    // A text from a file or a web form. "" is empty. By default the text is accepted as if it were a JSON string.
    virtual Accepted parse(const FieldDeclaration& field, std::string_view text, const TextShape& shape) const = 0;
    // A value set by our own code or read from the log: is it of the right kind at all?
    virtual bool holds(const Value& value) const;

    // The JSON of a stored value. `value` is never empty here (empty is written as null by the caller).
    virtual void write(JsonWriter& out, const FieldDeclaration& field, const Value& value) const = 0;
    // The stored value as a French text for exports, history and messages; "" when empty.
    virtual std::string show(const FieldDeclaration& field, const Value& value) const = 0;
    // What a search should find this record by; "" for nothing. Not folded.
    virtual std::string search_text(const FieldDeclaration& field, const Value& value) const;

    // The single values in the filter's operand for fields with Comparison::Set, and otherwise the operand itself. By
    // default accept(). Dates and moments also take {"days": -30} from today, handled by the filter before it asks
    // here.
    virtual Accepted operand(const FieldDeclaration& field, Json given) const { return accept(field, given); }

    // The start of a day ("2026-11-23") as a value, for relative filters; empty for types that know no days.
    virtual Value start_of_day(const std::string& /*day*/, const std::string& /*time_zone*/) const { return {}; }

    // JSON Schema of the API value (an object, without the label), and the TypeScript type of it.
    virtual std::string json_schema(const FieldDeclaration& field) const = 0;
    virtual std::string typescript(const FieldDeclaration& field) const = 0;
    // What is wrong with a declaration of this type made by a customer (a choice without options…); "" when sound.
    virtual std::string declaration_complaint(const FieldDeclaration& field) const;
    // Whether the header and some samples of a file's column look like this type: 0 (no) to 1 (surely). Used by import
    // mapping.
    virtual double resemblance(std::string_view folded_header, std::span<const std::string> samples) const;
};

// All types, in the order in which a settings screen offers them. `field_type("money")` throws std::out_of_range for an
// unknown key.
std::span<const FieldType* const> field_types();
const FieldType& field_type(std::string_view key);

// Several values as one text and back: {"a","b"} is "|a|b|", none is empty. Values are kept in the given order, once
// each.
Value join_set(const std::vector<std::string>& values);
std::vector<std::string> split_set(const Value& value);

}  // namespace elan
