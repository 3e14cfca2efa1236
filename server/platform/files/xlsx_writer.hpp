#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

// Writes a workbook of one sheet, row by row with flat memory. Texts are stored as texts: none can become a formula.
namespace elan::files {

struct SheetDay {
    std::string day;  // "2026-06-05"; anything else is written as text
};
struct SheetMoment {
    std::int64_t local_ms = 0;  // wall time, as milliseconds since 1970 without any zone
};
using SheetCell = std::variant<std::monostate, std::string, double, SheetDay, SheetMoment>;

class XlsxWriter {
 public:
    // Titles are bold and stay in view. Sheet names are cut and cleaned to what Excel accepts.
    XlsxWriter(const std::filesystem::path& file, const std::string& sheet, std::span<const std::string> titles);
    ~XlsxWriter();

    void write(std::span<const SheetCell> cells);
    void finish();  // the file exists only after this

    static constexpr std::uint64_t most_rows = 1'048'576;  // with the titles; one more is refused
    // Cells cut to the 32 767 characters that a workbook can hold.
    std::uint64_t cut_cells() const;

 private:
    class Book;
    std::unique_ptr<Book> book_;
};

}  // namespace elan::files
