#include "insight/identifiers/company_numbers.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/identifier.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// A VAT number of the European Union.
class VatNumberType : public IdentifierType {
 public:
    std::string_view key() const override { return "vat_number"; }

 protected:
    Checked check(std::string_view text) const override { return check_vat_number(text); }
};

}  // namespace

const FieldType& vat_number_type() {
    static const VatNumberType type;
    return type;
}

}  // namespace elan
