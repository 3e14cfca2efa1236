#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/files/csv.hpp"
#include "platform/files/xlsx.hpp"

// One way to read a table, whether it came as text or as a workbook.
namespace elan::files {

enum class TableKind { Csv, Xlsx };

// What the file is like. Everything here is a proposal that a person may correct.
struct TableShape {
    TableKind kind = TableKind::Csv;
    Encoding encoding = Encoding::Utf8;  // text only
    Dialect dialect;                     // text only
    char decimal_mark = ',';
    bool day_first = true;              // in "05/06/2026"
    bool date_order_is_sure = false;    // some date cannot be read the other way
    std::string sheet;                  // workbooks only
    std::vector<std::string> sheets;    // those that can be chosen
    std::uint64_t header_row = 0;       // from 1, as on screen; 0: the table has no titles
    std::uint64_t first_row = 1;        // of data
    std::vector<std::string> columns;   // as titled; empty where there is no title
    std::uint64_t rows = 0;             // of data
    bool rows_are_counted = false;      // otherwise they are estimated from the beginning
    std::vector<std::string> warnings;  // French sentences
};

// What a person corrected; the rest is detected accordingly.
struct TableChoices {
    std::optional<Encoding> encoding;
    std::optional<char> separator;
    std::optional<std::string> sheet;
    std::optional<std::uint64_t> header_row;  // 0: no titles
    std::optional<char> decimal_mark;
    std::optional<bool> day_first;
};

// Refuses, with a sentence that says what to do, what is neither text nor an .xlsx workbook.
TableShape detect_table(const std::filesystem::path& file, const TableChoices& choices = {});

// The data rows, without titles and blank rows. A row has at least as many cells as there are columns; what it has
// beyond is kept. `number` counts data rows from 1; `line` is where the row begins in the file or on the sheet.
class TableReader {
 public:
    TableReader(const std::filesystem::path& file, const TableShape& shape);
    ~TableReader();

    bool next(Row& row);
    void skip(std::uint64_t rows);  // to resume after so many data rows
    double progress() const;        // from 0 to 1
    // Characters that could not be read or had been lost before, so far.
    std::uint64_t lost_characters() const;

 private:
    bool next_written(Row& row);

    std::uint64_t first_row_;
    std::size_t width_;
    std::uint64_t size_ = 0;
    std::uint64_t number_ = 0;
    std::unique_ptr<CsvReader> csv_;
    std::unique_ptr<Workbook> workbook_;
    std::unique_ptr<XlsxReader> xlsx_;
};

}  // namespace elan::files
