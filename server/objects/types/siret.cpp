#include "insight/identifiers/company_numbers.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/identifier.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// The fourteen digits of a French establishment.
class SiretType : public IdentifierType {
 public:
    std::string_view key() const override { return "siret"; }

 protected:
    Checked check(std::string_view text) const override { return check_siret(text); }
};

}  // namespace

const FieldType& siret_type() {
    static const SiretType type;
    return type;
}

}  // namespace elan
