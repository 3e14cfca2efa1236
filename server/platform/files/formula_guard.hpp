#pragma once

#include <string_view>

// A cell of a text file that a spreadsheet would run as a formula gets an apostrophe in front. A cell that already
// looks guarded gets one more, so that taking one away always gives back what was exported.
namespace elan::files {

bool needs_guard(std::string_view cell);  // "=1+1", "@x", "-abc", "'=1+1"; not "-12,5"
bool is_guarded(std::string_view cell);   // an apostrophe before what needs it

}  // namespace elan::files
