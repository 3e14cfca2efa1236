#pragma once

#include "objects/field.hpp"

// What several types share: kinds of types that differ by a rule or two.
namespace elan {

// The JSON string a value came as; nothing when it is another kind of JSON.
std::optional<std::string_view> json_text(Json given);

// A type kept and sent as text: the one rule is `tidied`.
class TextualType : public FieldType {
 public:
    db::Storage storage() const override { return db::Storage::Text; }
    Comparison comparison() const override { return Comparison::Exact; }
    Accepted accept(const FieldDeclaration& field, Json given) const override;
    Accepted parse(const FieldDeclaration& field, std::string_view text, const TextShape& shape) const override;
    void write(JsonWriter& out, const FieldDeclaration& field, const Value& value) const override;
    std::string show(const FieldDeclaration& field, const Value& value) const override;
    std::string json_schema(const FieldDeclaration& field) const override;
    std::string typescript(const FieldDeclaration&) const override { return "string"; }

 protected:
    // The text without white space around it and in composed form; not empty. Answers the value to keep, or a
    // complaint.
    virtual Accepted tidied(const FieldDeclaration& field, std::string text) const = 0;
    virtual std::size_t longest() const { return 500; }  // graphemes
    virtual std::string_view format() const { return {}; }
};

// A type kept as an integer and sent as a JSON number.
class WholeType : public FieldType {
 public:
    db::Storage storage() const override { return db::Storage::Integer; }
    Comparison comparison() const override { return Comparison::Order; }
    Accepted accept(const FieldDeclaration& field, Json given) const override;
    void write(JsonWriter& out, const FieldDeclaration& field, const Value& value) const override;
    std::string search_text(const FieldDeclaration&, const Value&) const override { return {}; }
    std::string json_schema(const FieldDeclaration& field) const override;
    std::string typescript(const FieldDeclaration&) const override { return "number"; }

 protected:
    virtual std::int64_t least() const { return -9'000'000'000'000'000; }
    virtual std::int64_t most() const { return 9'000'000'000'000'000; }
    Accepted within(std::int64_t value) const;
};

// A type kept as a real.
class RealType : public FieldType {
 public:
    db::Storage storage() const override { return db::Storage::Real; }
    Comparison comparison() const override { return Comparison::Order; }
    Accepted accept(const FieldDeclaration& field, Json given) const override;
    Accepted parse(const FieldDeclaration& field, std::string_view text, const TextShape& shape) const override;
    void write(JsonWriter& out, const FieldDeclaration& field, const Value& value) const override;
    std::string search_text(const FieldDeclaration&, const Value&) const override { return {}; }
    std::string json_schema(const FieldDeclaration& field) const override;
    std::string typescript(const FieldDeclaration&) const override { return "number"; }

 protected:
    virtual double least() const { return -1e15; }
    virtual double most() const { return 1e15; }
    Accepted within(double value) const;
};

// Several texts kept as a set: the one rule is `one`.
class SetType : public FieldType {
 public:
    db::Storage storage() const override { return db::Storage::Text; }
    Comparison comparison() const override { return Comparison::Set; }
    Accepted accept(const FieldDeclaration& field, Json given) const override;
    Accepted parse(const FieldDeclaration& field, std::string_view text, const TextShape& shape) const override;
    void write(JsonWriter& out, const FieldDeclaration& field, const Value& value) const override;
    std::string show(const FieldDeclaration& field, const Value& value) const override;
    Accepted operand(const FieldDeclaration& field, Json given) const override;
    std::string json_schema(const FieldDeclaration& field) const override;
    std::string typescript(const FieldDeclaration&) const override { return "string[]"; }

 protected:
    virtual Accepted one(const FieldDeclaration& field, std::string text) const = 0;
    virtual std::string show_one(const FieldDeclaration&, const std::string& value) const { return value; }
};

// The choice that a person means by a key or by its label in French or English, without regard to case and accents.
const Choice* choice_meant(const FieldDeclaration& field, std::string_view text);
std::string choices_complaint(const FieldDeclaration& field);
std::string choice_keys_json(const FieldDeclaration& field);

}  // namespace elan
