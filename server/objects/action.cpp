#include "objects/action.hpp"

namespace elan {

Action::Action(std::string key, const Object& object, std::string label_fr, std::string label_en)
    : key_(std::move(key)), object_key_(object.key()), label_{std::move(label_fr), std::move(label_en)} {}

}  // namespace elan
