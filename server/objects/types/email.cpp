#include "insight/identifiers/email.hpp"
#include "objects/types/all_types.hpp"
#include "objects/types/identifier.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// An e-mail address.
class EmailType : public IdentifierType {
 public:
    std::string_view key() const override { return "email"; }
    std::string search_text(const FieldDeclaration&, const Value& value) const override {
        const auto* email = std::get_if<std::string>(&value);
        return email ? *email : std::string();
    }

 protected:
    Checked check(std::string_view text) const override { return check_email(text); }
};

}  // namespace

const FieldType& email_type() {
    static const EmailType type;
    return type;
}

}  // namespace elan
