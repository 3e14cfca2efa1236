#pragma once

#include <string>

namespace elan::testing {

// A workbook of some kilobytes that holds eighty megabytes.
std::string zip_bomb();

}  // namespace elan::testing
