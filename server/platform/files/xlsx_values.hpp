#pragma once

#include <string>
#include <string_view>

// What the numbers of a workbook mean, and how we write them.
namespace elan::files {

enum class CellKind { Number, Percent, Date, Moment, Time, Elapsed };  // a moment is a date that may have a time of day

// What a number format shows: "dd/mm/yyyy" is a date, "[h]:mm" a length of time.
CellKind kind_of_format(std::string_view code);
CellKind kind_of_builtin_format(int id);

// The text of a stored number: "21340172201787" for 2.1340172201787E13, "2026-06-05" for a date, "12 %" for a
// percentage. Three decimals get a fourth, because "1.234" would be read as thousands by French habit.
std::string text_of_number(std::string_view stored, CellKind kind, bool since_1904);

// Removes the escapes of characters that XML cannot hold: "_x000D_".
std::string unescaped(std::string_view text);

// The other way; a text that happens to look like an escape stays what it is.
std::string escaped(std::string_view text);

}  // namespace elan::files
