#include <fmt/format.h>
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

#include "insight/text/fold.hpp"
#include "insight/text/french_numbers.hpp"

namespace elan {

namespace {

// A whole number.
class NumberType : public WholeType {
 public:
    std::string_view key() const override { return "number"; }
    Accepted parse(const FieldDeclaration&, std::string_view text, const TextShape& shape) const override {
        if (fold(text).empty()) return {};
        const auto value = parse_whole(text, shape.decimal_mark);
        return value ? within(*value) : Accepted::refused(fmt::format("« {} » n’est pas un nombre entier.", text));
    }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* number = std::get_if<std::int64_t>(&value);
        return number ? std::to_string(*number) : std::string();
    }
};

}  // namespace

const FieldType& number_type() {
    static const NumberType type;
    return type;
}

}  // namespace elan
