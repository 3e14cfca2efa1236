#include "insight/identifiers/company_numbers.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/identifier.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// The nine digits of a French legal unit.
class SirenType : public IdentifierType {
 public:
    std::string_view key() const override { return "siren"; }

 protected:
    Checked check(std::string_view text) const override { return check_siren(text); }
};

}  // namespace

const FieldType& siren_type() {
    static const SirenType type;
    return type;
}

}  // namespace elan
