#include "insight/identifiers/iban.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/identifier.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// A bank account. Never searched, shown by its last four characters.
class IbanType : public IdentifierType {
 public:
    std::string_view key() const override { return "iban"; }
    bool sortable() const override { return false; }
    std::string search_text(const FieldDeclaration&, const Value&) const override { return {}; }

 protected:
    Checked check(std::string_view text) const override { return check_iban(text); }
};

}  // namespace

const FieldType& iban_type() {
    static const IbanType type;
    return type;
}

}  // namespace elan
