#pragma once

#include "channels/web/form.hpp"

// The HTML of a public form: no script, labels and complaints tied to their fields, readable on a phone.
namespace elan {

std::string form_page(const WebForm& form, const Object& object, const http::Parameters& given,
                      const std::vector<FieldComplaint>& complaints, const std::string& once);
std::string thanks_page(const WebForm& form);
std::string_view form_style();

}  // namespace elan
