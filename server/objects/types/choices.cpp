#include <fmt/format.h>
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// Some of the options, kept by their keys.
class ChoicesType : public SetType {
 public:
    std::string_view key() const override { return "choices"; }
    std::string declaration_complaint(const FieldDeclaration& field) const override { return choices_complaint(field); }

 protected:
    Accepted one(const FieldDeclaration& field, std::string text) const override {
        if (const auto* meant = choice_meant(field, text)) return {.value = meant->key};
        return Accepted::refused(fmt::format("« {} » n’est pas une option de ce champ.", text));
    }
    std::string show_one(const FieldDeclaration& field, const std::string& value) const override {
        const auto* choice = field.choice(value);
        return choice ? choice->label.fr : value;
    }
};

}  // namespace

const FieldType& choices_type() {
    static const ChoicesType type;
    return type;
}

}  // namespace elan
