#include "insight/text/french_numbers.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// A share of a hundred, from 0 to 100.
class PercentType : public RealType {
 public:
    std::string_view key() const override { return "percent"; }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* number = std::get_if<double>(&value);
        return number ? french_real(*number) + "\u00A0%" : std::string();
    }

 protected:
    double least() const override { return 0; }
    double most() const override { return 100; }
};

}  // namespace

const FieldType& percent_type() {
    static const PercentType type;
    return type;
}

}  // namespace elan
