#include <fmt/format.h>
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// One of some options, kept by its key.
class ChoiceType : public TextualType {
 public:
    std::string_view key() const override { return "choice"; }
    std::string show(const FieldDeclaration& field, const Value& value) const override {
        const auto* held = std::get_if<std::string>(&value);
        const auto* choice = held ? field.choice(*held) : nullptr;
        return choice ? choice->label.fr : held ? *held : std::string();
    }
    std::string declaration_complaint(const FieldDeclaration& field) const override { return choices_complaint(field); }
    std::string json_schema(const FieldDeclaration& field) const override {
        return R"({"enum":)" + choice_keys_json(field) + "}";
    }
    std::string typescript(const FieldDeclaration& field) const override {
        std::string text;
        for (const auto& choice : field.choices) text += (text.empty() ? "'" : " | '") + choice.key + "'";
        return text;
    }

 protected:
    Accepted tidied(const FieldDeclaration& field, std::string text) const override {
        if (const auto* meant = choice_meant(field, text)) return {.value = meant->key};
        std::string options;
        for (const auto& choice : field.choices) options += (options.empty() ? "" : ", ") + choice.label.fr;
        return Accepted::refused(fmt::format("« {} » n’est pas une option. Choisissez parmi : {}.", text, options));
    }
};

}  // namespace

const FieldType& choice_type() {
    static const ChoiceType type;
    return type;
}

}  // namespace elan
