#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/text_encoding.hpp"

// Text files of rows and cells, as spreadsheets and people write them.
namespace elan::files {

struct Dialect {
    char separator = ';';
    char quote = '"';
    bool double_wrapped = false;  // each line was quoted once more, as happens when a file is saved twice by Excel
};

// One row of a file, whatever its kind.
struct Row {
    std::uint64_t number = 0;  // from 1, blank rows included
    std::uint64_t line = 0;    // where it begins in the file
    std::vector<std::string> cells;
};

struct CsvOptions {
    Encoding encoding = Encoding::Utf8;
    Dialect dialect;
    bool strip_guards = true;  // the apostrophe by which our own export disarms a formula
};

// Reads a file row by row with flat memory. Nothing a person can write is an error: a quote inside a cell stays, a
// quote that is never closed is a letter, and rows of any length come as they are.
class CsvReader {
 public:
    CsvReader(const std::filesystem::path& file, CsvOptions options);

    // False at the end. The strings of `row` are used again.
    bool next(Row& row);
    void skip(std::uint64_t rows);

    // Of the file, up to the row last given: nearly, when its encoding is not UTF-8.
    std::uint64_t bytes_read() const;
    std::uint64_t lost_characters() const { return converter_.lost_characters(); }

 private:
    bool next_written(Row& row);
    void unwrap(Row& row);
    bool fill();

    std::ifstream stream_;
    CsvOptions options_;
    Utf8Converter converter_;
    std::vector<char> piece_;
    std::string text_;     // what is read and not yet given
    std::size_t at_ = 0;   // in text_
    bool at_end_ = false;  // of the file
    std::uint64_t bytes_read_ = 0;
    std::uint64_t bytes_converted_ = 0;  // what they became
    std::uint64_t number_ = 0;
    std::uint64_t line_ = 1;
};

// Judged on the first rows: the separator that gives the most regular table.
Dialect detect_dialect(std::string_view sample, bool is_whole);

// The first kilobytes of the file as UTF-8.
struct TextSample {
    std::string text;
    bool is_whole = false;
};
TextSample sample_of(const std::filesystem::path& file, Encoding encoding);

}  // namespace elan::files
