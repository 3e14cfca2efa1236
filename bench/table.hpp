#pragma once

#include <string>
#include <vector>

namespace elan::bench {

// One line of a table: what was measured, how it compares with the bare library in the same run, and the bar it must
// meet.
struct Line {
    std::string measure;
    double figure = 0;
    std::string unit;  // "×" for a ratio, else "s" or "MB"
    double bar = 0;
    bool at_most = false;  // the bar is a ceiling, else a floor
    std::string told;      // the two figures behind a ratio, in words

    bool met() const { return at_most ? figure <= bar : figure >= bar; }
};

// Prints the lines as a Markdown table with the columns "bar" and "met". Answers whether all bars are met.
bool print(const std::string& title, const std::vector<Line>& lines);

}  // namespace elan::bench
