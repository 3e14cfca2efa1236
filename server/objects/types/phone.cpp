#include "insight/identifiers/phone.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/identifier.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// A telephone number, kept as E.164 and shown the French way.
class PhoneType : public IdentifierType {
 public:
    std::string_view key() const override { return "phone"; }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* number = std::get_if<std::string>(&value);
        return number ? shown_phone(*number) : std::string();
    }
    // Found by the digits as dialled abroad and at home.
    std::string search_text(const FieldDeclaration& field, const Value& value) const override {
        auto national = show(field, value);
        std::erase(national, ' ');
        return national.empty() ? national : std::get<std::string>(value).substr(1) + ' ' + national;
    }

 protected:
    Checked check(std::string_view text) const override { return check_phone(text); }
};

}  // namespace

const FieldType& phone_type() {
    static const PhoneType type;
    return type;
}

}  // namespace elan
