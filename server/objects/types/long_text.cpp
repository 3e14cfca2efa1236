#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// Several lines of text.
class LongTextType : public TextualType {
 public:
    std::string_view key() const override { return "long_text"; }
    Comparison comparison() const override { return Comparison::Folded; }
    bool sortable() const override { return false; }

 protected:
    std::size_t longest() const override { return 100'000; }
    Accepted tidied(const FieldDeclaration&, std::string text) const override { return {.value = std::move(text)}; }
};

}  // namespace

const FieldType& long_text_type() {
    static const LongTextType type;
    return type;
}

}  // namespace elan
