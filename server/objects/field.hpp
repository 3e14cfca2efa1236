#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "objects/field_type.hpp"

namespace elan {

// A word on screen, in French and English.
struct Label {
    std::string fr;
    std::string en;
};

struct Choice {
    std::string key;  // never changes
    Label label;
    std::string color;  // a name of the app's palette, "" for none
};

// One property of an object, as declared by us or by a customer.
struct FieldDeclaration {
    std::string id;   // never changes: the column's name, and what the log stores
    std::string key;  // what callers of the API write; a customer may rename that of his own fields
    const FieldType* type = nullptr;
    Label label;
    Label hint;
    Label section;  // the heading it stands under in a form, "" for none
    bool required = false;
    bool searchable = false;
    bool tracked = false;   // shown in the short history
    bool readonly = false;  // set by rules only, never by callers
    bool secret = false;    // never leaves the server
    bool unique = false;
    bool indexed = false;
    bool system = false;  // one of the six that every object has
    bool custom = false;
    bool hidden = false;               // switched off by the customer; values are kept
    std::vector<std::string> seen_by;  // the roles that know of it; empty for everybody
    Value default_value;
    std::vector<Choice> choices;
    std::string target;  // link and links: the object's key, or "*" for any
    std::string currency = "EUR";
    // Asked for only while another field, a choice, holds one of these keys: why a sale was lost, once it is lost.
    std::string asked_by;  // its key, "" for a field that is always asked for
    std::vector<std::string> asked_when;

    bool has_folded_column() const { return type->comparison() == Comparison::Folded; }
    std::string folded_column() const { return id + "__folded"; }
    const Choice* choice(std::string_view choice_key) const;
};

// Typed handle to a declared field: `record[lead.status]`. T is the type's tag, for instance Text or Money.
template <class T>
struct Field {
    std::size_t index = 0;  // position among the object's fields, the same in every catalogue
};

class FieldSet;

// Says what a field is like, in one line of a declaration.
class FieldBuilder {
 public:
    FieldBuilder(FieldSet& owner, std::size_t index) : owner_(owner), index_(index) {}

    FieldBuilder& required();
    FieldBuilder& searchable();
    FieldBuilder& tracked();
    FieldBuilder& readonly();
    FieldBuilder& secret();
    FieldBuilder& seen_by(std::vector<std::string> roles);
    FieldBuilder& unique();
    FieldBuilder& indexed();
    FieldBuilder& hint(std::string fr, std::string en);
    FieldBuilder& section(std::string fr, std::string en);
    FieldBuilder& to(std::string object);
    FieldBuilder& starts_as(Value value);
    FieldBuilder& choices(std::vector<Choice> options);
    template <class T>
    FieldBuilder& when(const Field<T>& choice, std::vector<std::string> keys) {
        return asked(choice.index, std::move(keys));
    }

    template <class T>
    operator Field<T>() {  // NOLINT(google-explicit-constructor): a declaration reads as one line
        be(T::type());
        return {.index = index_};
    }

 private:
    void be(const FieldType& type);
    FieldBuilder& asked(std::size_t by, std::vector<std::string> when);
    FieldDeclaration& declaration();
    FieldSet& owner_;
    std::size_t index_;
};

// Some fields in order: those of an object, or the inputs of an action.
class FieldSet {
 public:
    const std::vector<FieldDeclaration>& fields() const { return fields_; }
    std::vector<FieldDeclaration>& fields() { return fields_; }
    const FieldDeclaration* find(std::string_view key) const;    // by key, nullptr when absent or hidden
    const FieldDeclaration* find_id(std::string_view id) const;  // by id, hidden ones too
    std::size_t index_of(const FieldDeclaration& field) const {
        return static_cast<std::size_t>(&field - fields_.data());
    }

 protected:
    FieldSet() { fields_.reserve(64); }
    FieldBuilder field(std::string key, std::string label_fr, std::string label_en);

 private:
    friend class FieldBuilder;
    std::vector<FieldDeclaration> fields_;
};

}  // namespace elan
