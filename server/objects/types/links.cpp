#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"
#include "platform/crypto/uuid.hpp"

namespace elan {

namespace {

// Several other records of one object.
class LinksType : public SetType {
 public:
    std::string_view key() const override { return "links"; }
    std::string search_text(const FieldDeclaration&, const Value&) const override { return {}; }
    std::string declaration_complaint(const FieldDeclaration& field) const override {
        return field.target.empty() || field.target == "*" ? "Choisissez l’objet vers lequel ce champ mène." : "";
    }

 protected:
    Accepted one(const FieldDeclaration&, std::string text) const override {
        if (is_uuid(text)) return {.value = std::move(text)};
        return Accepted::refused("Donnez les identifiants des fiches liées.");
    }
};

}  // namespace

const FieldType& links_type() {
    static const LinksType type;
    return type;
}

}  // namespace elan
