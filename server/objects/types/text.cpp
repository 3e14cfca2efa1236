#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// One line of text, compared without case and accents.
class TextType : public TextualType {
 public:
    std::string_view key() const override { return "text"; }
    Comparison comparison() const override { return Comparison::Folded; }

 protected:
    Accepted tidied(const FieldDeclaration&, std::string text) const override {
        std::ranges::replace_if(
            text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        return {.value = std::move(text)};
    }
};

}  // namespace

const FieldType& text_type() {
    static const TextType type;
    return type;
}

}  // namespace elan
