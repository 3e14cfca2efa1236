#include "platform/files/csv_writer.hpp"

#include <utility>

#include "platform/files/formula_guard.hpp"

namespace elan::files {

namespace {

constexpr std::size_t full_piece = 64 * 1024;

// Every mark that any spreadsheet might take for a separator, whatever ours is: "x,=1+1" must stay one cell everywhere.
bool needs_quotes(std::string_view cell) {
    return cell.empty() ? false
                        : cell.find_first_of("\",;|\t\r\n") != std::string_view::npos || cell.front() == ' ' ||
                              cell.back() == ' ';
}

}  // namespace

CsvWriter::CsvWriter(Sink sink, char separator)
    : sink_(std::move(sink)), separator_(separator), text_("\xEF\xBB\xBF") {}

void CsvWriter::write(std::span<const std::string> cells) {
    // A row of one empty cell would be a blank line.
    if (cells.size() == 1 && cells[0].empty()) text_ += "\"\"";
    for (std::size_t index = 0; index < cells.size(); ++index) {
        if (index > 0) text_ += separator_;
        append(cells[index]);
    }
    text_ += "\r\n";
    if (text_.size() >= full_piece) finish();
}

void CsvWriter::finish() {
    sink_(text_);
    text_.clear();
}

void CsvWriter::append(std::string_view cell) {
    const bool guard = needs_guard(cell);
    const bool quotes = needs_quotes(cell);
    if (quotes) text_ += '"';
    if (guard) text_ += '\'';
    for (const char c : cell) {
        if (c == '"') text_ += '"';
        text_ += c;
    }
    if (quotes) text_ += '"';
}

}  // namespace elan::files
