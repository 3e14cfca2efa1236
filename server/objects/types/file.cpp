#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"
#include "platform/crypto/uuid.hpp"

namespace elan {

namespace {

// A file kept by the workspace, by its id.
class FileType : public TextualType {
 public:
    std::string_view key() const override { return "file"; }
    bool sortable() const override { return false; }
    std::string search_text(const FieldDeclaration&, const Value&) const override { return {}; }

 protected:
    Accepted tidied(const FieldDeclaration&, std::string text) const override {
        if (is_uuid(text)) return {.value = std::move(text)};
        return Accepted::refused("Envoyez d’abord le fichier, puis donnez son identifiant.");
    }
};

}  // namespace

const FieldType& file_type() {
    static const FileType type;
    return type;
}

}  // namespace elan
