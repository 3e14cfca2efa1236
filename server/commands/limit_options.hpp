#pragma once

#include "api/limits.hpp"
#include "platform/config/choices.hpp"

namespace elan {

// The limits that may be chosen when serving.
std::vector<config::Option> limit_options();
api::Allowances allowances_of(const config::Choices& chosen);

}  // namespace elan
