#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "objects/action.hpp"

namespace elan {

// What a customer added at run time, as kept in the workspace's settings (JSON, see custom.hpp).
struct Customisation {
    struct CustomObject {
        std::string key;  // never changes; its labels may
        Label label, plural;
    };
    struct CustomField {
        std::string object_key;
        FieldDeclaration declaration;
    };
    std::vector<CustomObject> objects;
    std::vector<CustomField> fields;
};

// Every object and action of one workspace: ours with the customer's own. Never changes; a customisation makes a new
// one.
class Catalogue {
 public:
    Catalogue(std::span<const Object* const> declared, std::span<const Action* const> actions,
              const Customisation& customisation);

    const std::vector<std::unique_ptr<Object>>& objects() const { return objects_; }
    const Object* find(std::string_view key) const;
    const Object* find_path(std::string_view path) const;
    const Object& object(std::string_view key) const;  // throws std::out_of_range
    const Object& object(const Object& declared) const { return object(declared.key()); }
    std::vector<const Action*> actions_of(std::string_view object_key) const;
    const Action* find_action(std::string_view object_key, std::string_view action_key) const;
    const Customisation& customisation() const { return customisation_; }

 private:
    std::vector<std::unique_ptr<Object>> objects_;
    std::vector<const Action*> actions_;
    Customisation customisation_;
};

// The customisation as JSON and back; all complaints at once as a Refusal.
std::string customisation_json(const Customisation& customisation);
Customisation parse_customisation(std::string_view json);

}  // namespace elan
