#pragma once

#include "objects/field.hpp"

namespace elan::api {

void write_label(JsonWriter& out, std::string_view name, const Label& label);

// A field as the app knows it: type, words, options, what one may do with it.
void write_field(JsonWriter& out, const FieldDeclaration& field);

}  // namespace elan::api
