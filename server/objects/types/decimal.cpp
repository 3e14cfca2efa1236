#include "insight/text/french_numbers.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// A number with decimals.
class DecimalType : public RealType {
 public:
    std::string_view key() const override { return "decimal"; }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* number = std::get_if<double>(&value);
        return number ? french_real(*number) : std::string();
    }
};

}  // namespace

const FieldType& decimal_type() {
    static const DecimalType type;
    return type;
}

}  // namespace elan
