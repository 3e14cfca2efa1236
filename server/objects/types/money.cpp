#include <fmt/format.h>
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

#include "insight/text/fold.hpp"
#include "insight/text/french_numbers.hpp"

namespace elan {

namespace {

// An amount in cents of the field's currency. The API takes and gives cents; files and forms hold "1 234,50 €".
class MoneyType : public WholeType {
 public:
    std::string_view key() const override { return "money"; }
    Accepted parse(const FieldDeclaration&, std::string_view text, const TextShape& shape) const override {
        if (fold(text).empty()) return {};
        const auto cents = parse_cents(text, shape.decimal_mark);
        return cents ? within(*cents)
                     : Accepted::refused(fmt::format("« {} » n’est pas un montant (exemple : 1 234,50).", text));
    }
    std::string show(const FieldDeclaration& field, const Value& value) const override {
        const auto* cents = std::get_if<std::int64_t>(&value);
        return cents ? french_amount(*cents, field.currency) : std::string();
    }
};

}  // namespace

const FieldType& money_type() {
    static const MoneyType type;
    return type;
}

}  // namespace elan
