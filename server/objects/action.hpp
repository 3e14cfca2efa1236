#pragma once

#include <string>
#include <vector>

#include "objects/filter.hpp"

namespace elan {

class Session;

// What the caller of an action filled in: its declared inputs, already accepted.
class Inputs {
 public:
    explicit Inputs(const FieldSet& declared) : values_(declared.fields().size()) {}
    template <class T>
    typename T::Stored operator[](const Field<T>& field) const {
        const auto* held = std::get_if<typename T::Stored>(&values_[field.index]);
        return held ? *held : typename T::Stored{};
    }
    template <class T>
    bool has(const Field<T>& field) const {
        return !is_empty(values_[field.index]);
    }
    const Value& value(std::size_t index) const { return values_[index]; }
    void put(std::size_t index, Value value) { values_[index] = std::move(value); }

 private:
    std::vector<Value> values_;
};

// Something a person or a rule does to a record, declared once. Button, bulk operation, REST route and automation step
// derive from it. `run` gets the record as the actor may see it, changes it and what else it needs, and commits once;
// it may be run again from the start when another write came first, so it must not do anything but read and commit.
class Action : public FieldSet {
 public:
    Action(std::string key, const Object& object, std::string label_fr, std::string label_en);

    const std::string& key() const { return key_; }
    const std::string& object_key() const { return object_key_; }
    const Label& label() const { return label_; }
    const Label& confirmation() const { return confirmation_; }
    const std::string& icon() const { return icon_; }
    bool primary() const { return primary_; }
    bool bulk() const { return bulk_; }
    // When the button makes sense; the action itself refuses what it must refuse.
    const Filter& offered_when() const { return offered_when_; }
    using Verb = Record(Session&, Record, const Inputs&);
    Verb* run = nullptr;

 protected:
    void runs(Verb* verb) { run = verb; }
    void icon(std::string name) { icon_ = std::move(name); }
    void main_action() { primary_ = true; }
    void one_at_a_time() { bulk_ = false; }
    void confirm(std::string fr, std::string en) { confirmation_ = {std::move(fr), std::move(en)}; }
    void offer_when(Filter filter) { offered_when_ = std::move(filter); }

 private:
    std::string key_, object_key_, icon_ = "bolt";
    Label label_, confirmation_;
    bool primary_ = false, bulk_ = true;
    Filter offered_when_;
};

}  // namespace elan
