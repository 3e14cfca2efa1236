#include "objects/catalogue.hpp"

#include <stdexcept>

namespace elan {

namespace {

std::vector<std::unique_ptr<Object>> copies_of(std::span<const Object* const> declared) {
    std::vector<std::unique_ptr<Object>> objects;
    for (const auto* object : declared) objects.push_back(std::make_unique<Object>(*object));
    return objects;
}

void add_custom_objects(std::vector<std::unique_ptr<Object>>& objects, const Customisation& customisation) {
    for (const auto& made : customisation.objects) {
        objects.push_back(std::make_unique<Object>(Object::made_by_customer(made.key, made.label, made.plural)));
    }
}

void add_custom_fields(std::vector<std::unique_ptr<Object>>& objects, const Customisation& customisation) {
    for (const auto& [object_key, declaration] : customisation.fields) {
        const auto home = std::ranges::find(objects, object_key, [](const auto& object) { return object->key(); });
        if (home == objects.end()) continue;
        auto added = declaration;
        // A later version of ours may have taken the key: the customer's field stays, under a key of its own.
        while ((*home)->find(added.key)) added.key += "_2";
        (*home)->add_custom_field(std::move(added));
    }
}

}  // namespace

// Ours, then the customer's objects, then his fields on either.
Catalogue::Catalogue(std::span<const Object* const> declared, std::span<const Action* const> actions,
                     const Customisation& customisation)
    : objects_(copies_of(declared)), actions_(actions.begin(), actions.end()), customisation_(customisation) {
    add_custom_objects(objects_, customisation);
    add_custom_fields(objects_, customisation);
}

const Object* Catalogue::find(std::string_view key) const {
    const auto found =
        std::ranges::find(objects_, key, [](const auto& object) -> std::string_view { return object->key(); });
    return found == objects_.end() ? nullptr : found->get();
}

const Object* Catalogue::find_path(std::string_view path) const {
    const auto found =
        std::ranges::find(objects_, path, [](const auto& object) -> std::string_view { return object->path(); });
    return found == objects_.end() ? nullptr : found->get();
}

const Object& Catalogue::object(std::string_view key) const {
    const auto* found = find(key);
    if (!found) throw std::out_of_range("unknown object " + std::string(key));
    return *found;
}

std::vector<const Action*> Catalogue::actions_of(std::string_view object_key) const {
    std::vector<const Action*> found;
    std::ranges::copy_if(actions_, std::back_inserter(found),
                         [&](const Action* action) { return action->object_key() == object_key; });
    return found;
}

const Action* Catalogue::find_action(std::string_view object_key, std::string_view action_key) const {
    const auto found = std::ranges::find_if(actions_, [&](const Action* action) {
        return action->object_key() == object_key && action->key() == action_key;
    });
    return found == actions_.end() ? nullptr : *found;
}

}  // namespace elan
