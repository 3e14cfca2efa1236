#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "platform/files/csv.hpp"
#include "platform/files/xlsx_values.hpp"
#include "platform/files/zip_archive.hpp"

// Workbooks of Excel and of the programs that write its format, read row by row with flat memory.
namespace elan::files {

struct Sheet {
    std::string name;
    bool is_hidden = false;
    std::string entry;  // in the archive
};

// Many texts in one block: a workbook repeats its texts by number.
class SharedTexts {
 public:
    void add(std::string_view text);
    std::string_view at(std::size_t index) const;  // empty when there is none
    std::size_t bytes() const { return block_.size(); }

 private:
    std::string block_;
    std::vector<std::size_t> ends_;
};

// An open workbook: its sheets and what its cells refer to.
class Workbook {
 public:
    explicit Workbook(const std::filesystem::path& file, ZipLimits limits = {});

    const std::vector<Sheet>& sheets() const { return sheets_; }
    bool since_1904() const { return since_1904_; }
    CellKind kind_of_style(std::size_t style) const;
    const SharedTexts& texts() const { return texts_; }
    ZipArchive& archive() { return archive_; }

 private:
    void read_sheets(const std::string& entry);
    void read_styles(const std::string& entry);
    void read_texts(const std::string& entry);

    ZipArchive archive_;
    std::vector<Sheet> sheets_;
    std::vector<CellKind> styles_;
    SharedTexts texts_;
    bool since_1904_ = false;
};

// The rows of one sheet that hold anything, numbered as on screen. Formulas come as the value last computed, dates as
// ISO dates, numbers as plain digits.
class XlsxReader {
 public:
    XlsxReader(Workbook& workbook, const Sheet& sheet);
    ~XlsxReader();
    bool next(Row& row);
    std::uint64_t bytes_read() const { return bytes_read_; }  // of the sheet's XML
    std::uint64_t bytes_in_all() const;

 private:
    class Listener;
    void read_on();

    std::unique_ptr<Listener> listener_;
    ZipArchive::Entry entry_;
    std::vector<char> piece_;
    std::uint64_t bytes_read_ = 0;
    bool is_paused_ = false;
    bool at_end_ = false;
};

}  // namespace elan::files
