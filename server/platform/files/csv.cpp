#include "platform/files/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <utility>

#include "platform/files/formula_guard.hpp"
#include "platform/refusal.hpp"

namespace elan::files {

namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::size_t sample_bytes = 256 * 1024;
constexpr std::size_t longest_row = 16 * 1024 * 1024;
// A quote that is not closed within this distance was a letter.
constexpr std::size_t longest_quotation = 1024 * 1024;
constexpr std::size_t most_cells = 16'384;
constexpr std::size_t none = std::string_view::npos;

// Reads one row at the beginning of a text.
class RowParser {
 public:
    RowParser(std::string_view text, bool is_last, const Dialect& dialect, std::vector<std::string>& cells)
        : text_(text), is_last_(is_last), dialect_(dialect), cells_(cells) {}

    // The length of the row with its line end; 0 when more text is needed.
    std::size_t length() {
        while (true) {
            auto& cell = next_cell();
            const bool done = starts_quoted() ? read_quoted(cell) : read_plain(cell);
            if (!done) return 0;
            if (at_ == text_.size() || text_[at_] != dialect_.separator) break;
            ++at_;
        }
        cells_.resize(count_);
        return skip_line_end();
    }

 private:
    std::string& next_cell() {
        if (count_ == most_cells) refuse(Problem::TooLarge, "Une ligne du fichier a plus de 16 384 colonnes.");
        if (count_ == cells_.size()) cells_.emplace_back();
        return cells_[count_++];
    }

    bool starts_quoted() const { return at_ < text_.size() && text_[at_] == dialect_.quote; }

    bool ends_cell(std::size_t at) const {
        return at == text_.size() || text_[at] == dialect_.separator || text_[at] == '\n' || text_[at] == '\r';
    }

    bool read_plain(std::string& cell) {
        const auto end = end_of_plain();
        if (end == text_.size() && !is_last_) return false;
        cell.assign(text_, at_, end - at_);
        at_ = end;
        return true;
    }

    std::size_t end_of_plain() const {
        auto end = at_;
        while (!ends_cell(end)) ++end;
        return end;
    }

    bool read_quoted(std::string& cell) {
        const auto opening = at_;
        cell.clear();
        for (auto from = at_ + 1;;) {
            const auto closing = text_.find(dialect_.quote, from);
            const bool is_lost = closing == none ? is_last_ || text_.size() - opening > longest_quotation
                                                 : closing - opening > longest_quotation;
            if (is_lost) return read_plain(cell);
            // Whether the quote closes is seen from what follows it.
            if (closing == none || (closing + 1 == text_.size() && !is_last_)) return false;
            cell.append(text_, from, closing - from);
            from = closing + 1;
            if (from < text_.size() && text_[from] == dialect_.quote) {
                cell += dialect_.quote;
                ++from;
                continue;
            }
            return read_after_quotation(cell, from);
        }
    }

    // `"L'Escale" Paris;` : what stands between the quotation and the end of the cell belongs to it.
    bool read_after_quotation(std::string& cell, std::size_t from) {
        auto end = from;
        while (!ends_cell(end)) ++end;
        if (end == text_.size() && !is_last_) return false;
        cell.append(text_, from, end - from);
        at_ = end;
        return true;
    }

    // Zero when a carriage return may be followed by a line feed not read yet.
    std::size_t skip_line_end() {
        if (at_ == text_.size()) return at_;
        if (text_[at_] == '\n') return at_ + 1;
        if (at_ + 1 == text_.size()) return is_last_ ? at_ + 1 : 0;
        return text_[at_ + 1] == '\n' ? at_ + 2 : at_ + 1;
    }

    std::string_view text_;
    bool is_last_;
    const Dialect& dialect_;
    std::vector<std::string>& cells_;
    std::size_t count_ = 0;
    std::size_t at_ = 0;
};

std::uint64_t line_ends_in(std::string_view text) {
    const auto feeds = std::ranges::count(text, '\n');
    if (text.find('\r') == none) return static_cast<std::uint64_t>(feeds);
    std::uint64_t lone_returns = 0;
    for (auto at = text.find('\r'); at != none; at = text.find('\r', at + 1))
        lone_returns += at + 1 == text.size() || text[at + 1] != '\n';
    return static_cast<std::uint64_t>(feeds) + lone_returns;
}

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view sample, bool is_whole, const Dialect& dialect) {
    constexpr std::size_t enough = 200;
    Rows rows;
    std::vector<std::string> cells;
    while (!sample.empty() && rows.size() < enough) {
        const auto length = RowParser(sample, is_whole, dialect, cells).length();
        if (length == 0) break;
        if (cells.size() > 1 || !cells[0].empty()) rows.push_back(cells);
        sample.remove_prefix(length);
    }
    return rows;
}

// A table has one width, more than one column, and a first row as wide as the others or alone on its line.
double regularity(const Rows& rows) {
    std::map<std::size_t, std::size_t> widths;
    for (const auto& row : rows) ++widths[row.size()];
    const auto usual =
        std::ranges::max_element(widths, {}, [](const auto& width) { return width.first > 1 ? width.second : 0; });
    if (usual == widths.end() || usual->first < 2) return 0;
    const double share = static_cast<double>(usual->second) / static_cast<double>(rows.size());
    const bool header_fits = rows[0].size() == usual->first || rows[0].size() == 1;
    const double width = static_cast<double>(std::min<std::size_t>(usual->first, 50)) / 50;
    return share + (header_fits ? 0.5 : 0) + 0.3 * width;
}

bool is_wrapped_line(const std::vector<std::string>& cells, const Dialect& dialect) {
    const bool is_alone = std::all_of(cells.begin() + 1, cells.end(), [](const auto& cell) { return cell.empty(); });
    return is_alone && cells[0].find(dialect.separator) != none && cells[0].find(dialect.quote) != none;
}

bool is_double_wrapped(std::string_view sample, const Rows& rows, const Dialect& dialect) {
    if (sample.empty() || sample[0] != dialect.quote || rows.empty()) return false;
    const auto wrapped = std::ranges::count_if(rows, [&](const auto& row) { return is_wrapped_line(row, dialect); });
    return static_cast<std::size_t>(wrapped) * 10 >= rows.size() * 9;
}

Dialect most_regular(std::string_view sample, bool is_whole) {
    Dialect best;
    double best_score = 0;
    for (const char separator : {';', ',', '\t', '|'}) {
        Dialect dialect{separator};
        auto rows = rows_of(sample, is_whole, dialect);
        dialect.double_wrapped = is_double_wrapped(sample, rows, dialect);
        if (dialect.double_wrapped)
            for (auto& row : rows) {
                const auto line = std::move(row[0]);
                RowParser(line, true, dialect, row).length();
            }
        const double score = regularity(rows);
        if (score > best_score) {
            best = dialect;
            best_score = score;
        }
    }
    return best;
}

}  // namespace

CsvReader::CsvReader(const std::filesystem::path& file, CsvOptions options)
    : stream_(file, std::ios::binary), options_(options), converter_(options.encoding), piece_(piece_bytes) {
    if (!stream_) throw std::runtime_error("cannot read " + file.string());
}

bool CsvReader::next(Row& row) {
    if (!next_written(row)) return false;
    if (options_.dialect.double_wrapped) unwrap(row);
    if (options_.strip_guards)
        for (auto& cell : row.cells)
            if (is_guarded(cell)) cell.erase(0, 1);
    return true;
}

void CsvReader::skip(std::uint64_t rows) {
    Row row;
    while (rows-- > 0 && next_written(row)) {
    }
}

std::uint64_t CsvReader::bytes_read() const {
    if (bytes_converted_ == 0) return bytes_read_;
    const auto waiting = static_cast<double>(text_.size() - at_) / static_cast<double>(bytes_converted_);
    return static_cast<std::uint64_t>(static_cast<double>(bytes_read_) * std::max(0.0, 1 - waiting));
}

bool CsvReader::next_written(Row& row) {
    while (true) {
        if (at_ == text_.size() && !fill() && at_ == text_.size()) return false;
        const auto rest = std::string_view(text_).substr(at_);
        const auto length = RowParser(rest, at_end_, options_.dialect, row.cells).length();
        if (length > 0) {
            row.number = ++number_;
            row.line = line_;
            line_ += line_ends_in(rest.substr(0, length));
            at_ += length;
            return true;
        }
        if (rest.size() > longest_row)
            refuse(Problem::TooLarge, fmt::format("La ligne {} du fichier est trop longue (plus de 16 Mo).", line_));
        fill();
    }
}

// The line is the first cell; separators that follow it belong to nothing.
void CsvReader::unwrap(Row& row) {
    if (row.cells.empty() || row.cells[0].empty()) return;
    if (!is_wrapped_line(row.cells, options_.dialect)) return;
    const auto line = std::move(row.cells[0]);
    RowParser(line, true, options_.dialect, row.cells).length();
}

// Reads as much again as is waiting, so that a long row is not looked at too often. False at the end of the file.
bool CsvReader::fill() {
    if (at_end_) return false;
    text_.erase(0, at_);
    at_ = 0;
    const auto wanted = text_.size() + piece_bytes;
    while (text_.size() < wanted && !at_end_) {
        stream_.read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
        const auto count = static_cast<std::size_t>(stream_.gcount());
        if (stream_.bad()) throw std::runtime_error("the file could not be read to its end");
        bytes_read_ += count;
        const auto before = text_.size();
        converter_.append({piece_.data(), count}, text_);
        bytes_converted_ += text_.size() - before;
        if (count < piece_.size()) {
            converter_.finish(text_);
            at_end_ = true;
        }
    }
    return true;
}

Dialect detect_dialect(std::string_view sample, bool is_whole) { return most_regular(sample, is_whole); }

TextSample sample_of(const std::filesystem::path& file, Encoding encoding) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    std::string bytes(sample_bytes, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    TextSample sample{{}, bytes.size() < sample_bytes};
    Utf8Converter converter(encoding);
    converter.append(bytes, sample.text);
    if (sample.is_whole) converter.finish(sample.text);
    return sample;
}

}  // namespace elan::files
