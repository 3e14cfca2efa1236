#include "platform/files/xlsx_writer.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "platform/files/xlsx_values.hpp"
#include "platform/refusal.hpp"

namespace elan::files {

namespace {

constexpr std::size_t longest_text = 32'767;

// Excel counts UTF-16 units; a character outside the basic plane is two.
std::size_t fitting_bytes(std::string_view text) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if ((byte & 0xC0U) == 0x80U) continue;
        units += byte >= 0xF0 ? 2 : 1;
        if (units > longest_text) return at;
    }
    return text.size();
}

std::string sheet_name(std::string name) {
    std::erase_if(name, [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; });
    constexpr std::size_t longest_name = 31;
    while (name.size() > longest_name) {
        while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0U) == 0x80U) name.pop_back();
        name.pop_back();
    }
    return name.empty() ? "Export" : name;
}

std::optional<lxw_datetime> date_of(std::string_view day) {
    lxw_datetime date{};
    const auto part = [&](std::size_t from, std::size_t count, int& value) {
        const auto* start = day.data() + from;
        const auto [end, error] = std::from_chars(start, start + count, value);
        return error == std::errc() && end == start + count;
    };
    const bool read = day.size() == 10 && day[4] == '-' && day[7] == '-' && part(0, 4, date.year) &&
                      part(5, 2, date.month) && part(8, 2, date.day);
    // A workbook knows no day before 1900, and two of its own that never were.
    if (!read || date.year < 1901) return std::nullopt;
    return date;
}

// For moments before the calendar of workbooks.
std::string written(const SheetMoment& moment) {
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds{moment.local_ms}};
    const auto midnight = floor<days>(time);
    const year_month_day day{midnight};
    const auto minutes = floor<std::chrono::minutes>(time - midnight).count();
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", int{day.year()}, unsigned{day.month()}, unsigned{day.day()},
                       minutes / 60, minutes % 60);
}

}  // namespace

class XlsxWriter::Book {
 public:
    Book(const std::filesystem::path& file, const std::string& sheet, std::span<const std::string> titles) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        // The sheet is gathered beside the file, not in a folder that others may read.
        folder_ = file.parent_path().string();
        options.tmpdir = folder_.empty() ? nullptr : folder_.data();
        book_ = workbook_new_opt(file.c_str(), &options);
        if (!book_) throw std::runtime_error("cannot begin a workbook");
        sheet_ = workbook_add_worksheet(book_, sheet_name(sheet).c_str());
        if (!sheet_) throw std::runtime_error("cannot add a sheet");
        day_format_ = format("dd/mm/yyyy");
        moment_format_ = format("dd/mm/yyyy hh:mm");
        write_titles(titles);
    }

    ~Book() {
        if (book_) workbook_close(book_);
    }

    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    void write(std::span<const SheetCell> cells) {
        if (row_ == most_rows)
            refuse(Problem::TooLarge, "Un classeur contient 1 048 575 lignes au plus. Choisissez le format CSV.");
        lxw_col_t column = 0;
        for (const auto& cell : cells) {
            std::visit([&](const auto& value) { write(column, value); }, cell);
            ++column;
        }
        ++row_;
    }

    void finish() {
        const auto error = workbook_close(std::exchange(book_, nullptr));
        if (error != LXW_NO_ERROR)
            throw std::runtime_error(fmt::format("cannot write a workbook: {}", lxw_strerror(error)));
    }

    std::uint64_t cut_cells() const { return cut_; }

 private:
    lxw_format* format(const char* code) {
        auto* made = workbook_add_format(book_);
        format_set_num_format(made, code);
        return made;
    }

    void write_titles(std::span<const std::string> titles) {
        auto* bold = workbook_add_format(book_);
        format_set_bold(bold);
        worksheet_freeze_panes(sheet_, 1, 0);
        lxw_col_t column = 0;
        for (const auto& title : titles) check(worksheet_write_string(sheet_, 0, column++, title.c_str(), bold));
        row_ = 1;
    }

    void write(lxw_col_t, std::monostate) {}

    void write(lxw_col_t column, const std::string& text) {
        if (text.empty()) return;
        const auto fitting = fitting_bytes(text);
        cut_ += fitting < text.size();
        check(worksheet_write_string(sheet_, row_, column, escaped(text.substr(0, fitting)).c_str(), nullptr));
    }

    void write(lxw_col_t column, double number) {
        if (std::isfinite(number)) check(worksheet_write_number(sheet_, row_, column, number, nullptr));
    }

    void write(lxw_col_t column, const SheetDay& day) {
        if (auto date = date_of(day.day))
            check(worksheet_write_datetime(sheet_, row_, column, &*date, day_format_));
        else
            write(column, day.day);
    }

    void write(lxw_col_t column, const SheetMoment& moment) {
        constexpr double day_ms = 86'400'000;
        constexpr double days_to_1970 = 25'569;
        const double serial = static_cast<double>(moment.local_ms) / day_ms + days_to_1970;
        if (serial >= 61)
            check(worksheet_write_number(sheet_, row_, column, serial, moment_format_));
        else
            write(column, written(moment));
    }

    static void check(lxw_error error) {
        if (error != LXW_NO_ERROR)
            throw std::runtime_error(fmt::format("cannot write a cell: {}", lxw_strerror(error)));
    }

    std::string folder_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* day_format_ = nullptr;
    lxw_format* moment_format_ = nullptr;
    lxw_row_t row_ = 0;
    std::uint64_t cut_ = 0;
};

XlsxWriter::XlsxWriter(const std::filesystem::path& file, const std::string& sheet, std::span<const std::string> titles)
    : book_(std::make_unique<Book>(file, sheet, titles)) {}

XlsxWriter::~XlsxWriter() = default;

void XlsxWriter::write(std::span<const SheetCell> cells) { book_->write(cells); }
void XlsxWriter::finish() { book_->finish(); }
std::uint64_t XlsxWriter::cut_cells() const { return book_->cut_cells(); }

}  // namespace elan::files
