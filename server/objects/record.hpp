#pragma once

#include <optional>
#include <string>
#include <vector>

#include "objects/object.hpp"

namespace elan {

// One instance of an object: its values in the order of the object's fields, and what was there when it was read.
// Setting a value changes the record in memory only; Session::commit writes it.
class Record {
 public:
    // A new record with its default values. `id` is a UUIDv7.
    Record(const Object& object, std::string id);
    // A record as read; values in the order of object.fields().
    static Record stored(const Object& object, std::vector<Value> values);
    // The same record once it was written: nothing in it is changed any more.
    Record as_stored() const { return stored(*object_, values_); }
    // The same new record under an id that the caller made (an app that works offline). Refuses what is not a UUID.
    Record with_id(std::string id) const;

    const Object& object() const { return *object_; }
    const std::string& id() const;
    std::int64_t revision() const;
    bool is_new() const { return new_; }
    bool in_bin() const { return !is_empty(values_[object_->deleted_at.index]); }

    const Value& value(std::size_t index) const { return values_[index]; }
    const Value& value(const FieldDeclaration& field) const { return values_[object_->index_of(field)]; }
    const Value& before(std::size_t index) const;  // empty for a new record
    void put(std::size_t index, Value value) {
        if (!new_ && !before_) before_ = values_;
        values_[index] = std::move(value);
    }
    void put(const FieldDeclaration& field, Value value) { put(object_->index_of(field), std::move(value)); }

    // Typed reading: the value, or T's zero ("" or 0) when empty.
    template <class T>
    typename T::Stored operator[](const Field<T>& field) const {
        const auto* held = std::get_if<typename T::Stored>(&values_[field.index]);
        return held ? *held : typename T::Stored{};
    }
    template <class T>
    bool has(const Field<T>& field) const {
        return !is_empty(values_[field.index]);
    }
    template <class T>
    void set(const Field<T>& field, typename T::Stored value) {
        if constexpr (std::is_same_v<typename T::Stored, std::string>) {
            if (value.empty()) return clear(field);
        }
        put(field.index, std::move(value));
    }
    template <class T>
    void clear(const Field<T>& field) {
        put(field.index, Value{});
    }
    template <class T>
    bool changed(const Field<T>& field) const {
        return changed(field.index);
    }
    bool changed(std::size_t index) const;
    std::vector<std::size_t> changed_fields() const;  // without the six system fields, but with deleted_at
    std::string title() const;                        // what stands for the record on screen

 private:
    Record() = default;
    const Object* object_ = nullptr;
    std::vector<Value> values_;
    std::optional<std::vector<Value>> before_;  // kept from the first change on: most records are only read
    bool new_ = true;
};

}  // namespace elan
