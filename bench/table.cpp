#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace elan::bench {

bool print(const std::string& title, const std::vector<Line>& lines) {
    fmt::print("\n## {}\n\n| measure | measured | bar | met | told |\n|---|---|---|---|---|\n", title);
    for (const auto& line : lines) {
        fmt::print("| {} | {:.2f} {} | {} {} {} | {} | {} |\n", line.measure, line.figure, line.unit,
                   line.at_most ? "≤" : "≥", line.bar, line.unit, line.met() ? "yes" : "no", line.told);
    }
    std::fflush(stdout);
    return std::ranges::all_of(lines, &Line::met);
}

}  // namespace elan::bench
