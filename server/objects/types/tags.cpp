#include "insight/text/fold.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// Free words put on a record.
class TagsType : public SetType {
 public:
    std::string_view key() const override { return "tags"; }

 protected:
    Accepted one(const FieldDeclaration&, std::string text) const override {
        if (text.find('|') != std::string::npos || !valid_utf8(text))
            return Accepted::refused("Une étiquette ne contient pas « | ».");
        if (graphemes(text) > 50) return Accepted::refused("Une étiquette a 50 caractères au plus.");
        return {.value = text.empty() ? Value{} : Value{nfc(text)}};
    }
};

}  // namespace

const FieldType& tags_type() {
    static const TagsType type;
    return type;
}

}  // namespace elan
