#pragma once

#include "insight/identifiers/checked.hpp"
#include "objects/types/typed.hpp"

namespace elan {

// A text type whose rule is a check of an identifier.
class IdentifierType : public TextualType {
 protected:
    virtual Checked check(std::string_view text) const = 0;
    Accepted tidied(const FieldDeclaration&, std::string text) const override {
        auto checked = check(text);
        return {.value = checked.plausible() ? Value{std::move(checked.value)} : Value{},
                .complaint = std::move(checked.complaint),
                .warnings = std::move(checked.warnings)};
    }
};

}  // namespace elan
