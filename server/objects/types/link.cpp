#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"
#include "platform/crypto/uuid.hpp"

namespace elan {

namespace {

// Another record: its id, or "lead/<id>" where any object may be meant.
class LinkType : public TextualType {
 public:
    std::string_view key() const override { return "link"; }
    bool sortable() const override { return false; }
    std::string search_text(const FieldDeclaration&, const Value&) const override { return {}; }
    std::string declaration_complaint(const FieldDeclaration& field) const override {
        return field.target.empty() ? "Choisissez l’objet vers lequel ce champ mène." : "";
    }

 protected:
    Accepted tidied(const FieldDeclaration& field, std::string text) const override {
        const auto slash = text.find('/');
        const bool any = field.target == "*";
        const bool right =
            any ? slash != std::string::npos && slash > 0 && is_uuid(std::string_view(text).substr(slash + 1))
                : is_uuid(text);
        if (right) return {.value = std::move(text)};
        return Accepted::refused(any ? "Donnez l’objet et l’identifiant de la fiche liée : « lead/… »."
                                     : "Donnez l’identifiant de la fiche liée.");
    }
};

}  // namespace

const FieldType& link_type() {
    static const LinkType type;
    return type;
}

}  // namespace elan
