#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

// Writes a table as French Excel opens it: UTF-8 with byte order mark, `;`, CR LF. No cell can become a formula; our
// own reader gives every cell back unchanged.
namespace elan::files {

class CsvWriter {
 public:
    using Sink = std::function<void(std::string_view)>;

    explicit CsvWriter(Sink sink, char separator = ';');
    void write(std::span<const std::string> cells);
    void finish();  // hands over what is left

 private:
    void append(std::string_view cell);

    Sink sink_;
    char separator_;
    std::string text_;
};

}  // namespace elan::files
