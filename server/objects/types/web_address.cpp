#include "insight/identifiers/web_address.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/identifier.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// The address of a site.
class WebAddressType : public IdentifierType {
 public:
    std::string_view key() const override { return "web_address"; }

 protected:
    Checked check(std::string_view text) const override { return check_web_address(text); }
};

}  // namespace

const FieldType& web_address_type() {
    static const WebAddressType type;
    return type;
}

}  // namespace elan
