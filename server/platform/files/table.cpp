#include "platform/files/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "platform/files/header.hpp"
#include "platform/refusal.hpp"

namespace elan::files {

namespace {

constexpr std::size_t sample_rows = 500;
constexpr std::uint64_t sample_sheet_bytes = 4 * 1024 * 1024;
constexpr const char* save_as = "Enregistrez le fichier au format .xlsx ou .csv, puis réessayez.";

struct Sample {
    std::vector<Row> rows;  // that hold anything
    std::uint64_t read = 0;
    std::uint64_t in_all = 0;
    bool is_whole = false;
    std::uint64_t lost_characters = 0;
};

bool is_blank(const Row& row) {
    return std::ranges::all_of(row.cells,
                               [](const auto& cell) { return cell.find_first_not_of(" \t\r\n") == std::string::npos; });
}

std::string first_bytes(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    std::string bytes(8, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

// By its first bytes: a name may lie.
TableKind kind_of(const std::filesystem::path& file) {
    const auto start = first_bytes(file);
    if (start.empty()) refuse(Problem::Invalid, "Ce fichier est vide.");
    if (start.starts_with("\xD0\xCF\x11\xE0"))
        refuse(Problem::UnsupportedType,
               fmt::format("Ce classeur est à l’ancien format .xls ou protégé par un mot de passe. {}", save_as));
    if (start.starts_with("%PDF"))
        refuse(Problem::UnsupportedType, fmt::format("Un document PDF n’est pas un tableau. {}", save_as));
    if (!start.starts_with("PK\x03\x04")) return TableKind::Csv;
    ZipArchive archive(file);
    if (archive.has("content.xml"))
        refuse(Problem::UnsupportedType, fmt::format("Ce classeur est au format .ods. {}", save_as));
    if (!archive.has("[Content_Types].xml"))
        refuse(Problem::UnsupportedType, fmt::format("Cette archive n’est pas un classeur. {}", save_as));
    return TableKind::Xlsx;
}

template <class Reader>
Sample sampled(Reader& reader, std::uint64_t in_all) {
    Sample sample;
    sample.in_all = in_all;
    Row row;
    while (sample.rows.size() < sample_rows && reader.bytes_read() < sample_sheet_bytes) {
        if (!reader.next(row)) {
            sample.is_whole = true;
            break;
        }
        if (!is_blank(row)) sample.rows.push_back(row);
    }
    sample.read = reader.bytes_read();
    return sample;
}

void settle_header(TableShape& shape, std::span<const Row> rows, const TableChoices& choices) {
    if (rows.empty()) return;
    const Row* titles = nullptr;
    if (choices.header_row) {
        shape.header_row = *choices.header_row;
        shape.first_row = shape.header_row + 1;
        const auto found = std::ranges::find(rows, shape.header_row, &Row::number);
        titles = found == rows.end() ? nullptr : &*found;
    } else {
        const auto header = find_header(rows);
        titles = header.at ? &rows[*header.at] : nullptr;
        shape.header_row = titles ? titles->number : 0;
        shape.first_row = titles                            ? titles->number + 1
                          : header.first_data < rows.size() ? rows[header.first_data].number
                                                            : 1;
    }
    if (titles) shape.columns = titles->cells;
    for (auto& column : shape.columns) {
        const auto end = column.find_last_not_of(" \t\r\n");
        column.erase(end == std::string::npos ? 0 : end + 1);
        column.erase(0, std::min(column.find_first_not_of(" \t\r\n"), column.size()));
    }
}

std::span<const Row> data_of(const TableShape& shape, std::span<const Row> rows) {
    const auto first = std::ranges::find_if(rows, [&](const Row& row) { return row.number >= shape.first_row; });
    return rows.subspan(static_cast<std::size_t>(first - rows.begin()));
}

// The widths that count: cells beyond the last filled one are the spreadsheet's.
std::size_t width_of(const Row& row) {
    auto width = row.cells.size();
    while (width > 0 && row.cells[width - 1].empty()) --width;
    return width;
}

void settle_columns(TableShape& shape, std::span<const Row> data) {
    std::map<std::size_t, std::size_t> widths;
    for (const auto& row : data) ++widths[row.cells.size()];
    const auto usual = std::ranges::max_element(widths, {}, [](const auto& width) { return width.second; });
    if (usual != widths.end() && shape.columns.empty()) shape.columns.resize(usual->first);
    while (shape.columns.size() > 1 && shape.columns.back().empty() &&
           std::ranges::none_of(data, [&](const Row& row) { return width_of(row) >= shape.columns.size(); }))
        shape.columns.pop_back();
}

void settle_habits(TableShape& shape, std::span<const Row> data, const TableChoices& choices) {
    Habits habits;
    for (const auto& row : data)
        for (const auto& cell : row.cells) habits.see(cell);
    const bool points =
        habits.points > habits.commas || (habits.points == habits.commas && shape.dialect.separator == ',');
    shape.decimal_mark = choices.decimal_mark.value_or(points ? '.' : ',');
    shape.day_first = choices.day_first.value_or(habits.days_first >= habits.months_first);
    shape.date_order_is_sure = choices.day_first || habits.days_first != habits.months_first;
    if (habits.days_first > 0 && habits.months_first > 0)
        shape.warnings.emplace_back(
            "Certaines dates commencent par le jour, d’autres par le mois. Vérifiez l’ordre choisi avant d’importer.");
}

void settle_rows(TableShape& shape, const Sample& sample, std::size_t data_rows) {
    shape.rows_are_counted = sample.is_whole;
    shape.rows = data_rows;
    if (!sample.is_whole && sample.read > 0)
        shape.rows = static_cast<std::uint64_t>(static_cast<double>(data_rows) * static_cast<double>(sample.in_all) /
                                                static_cast<double>(sample.read));
}

std::string title_of(const TableShape& shape, std::size_t column) {
    if (column < shape.columns.size() && !shape.columns[column].empty())
        return fmt::format("« {} »", shape.columns[column]);
    return fmt::format("n° {}", column + 1);
}

void warn_of_titles(TableShape& shape) {
    if (shape.header_row == 0) {
        shape.warnings.emplace_back(
            "La première ligne semble déjà contenir des données : les colonnes n’ont pas de titre.");
        return;
    }
    const auto untitled = std::ranges::count(shape.columns, std::string());
    if (untitled > 0) shape.warnings.push_back(fmt::format("{} colonne(s) n’ont pas de titre.", untitled));
}

void warn_of_widths(TableShape& shape, std::span<const Row> data) {
    std::size_t wide = 0;
    const Row* first = nullptr;
    for (const auto& row : data) {
        if (width_of(row) <= shape.columns.size()) continue;
        if (wide++ == 0) first = &row;
    }
    if (first)
        shape.warnings.push_back(fmt::format(
            "{} ligne(s) ont plus de cellules que de titres, à commencer par la ligne {} ({} au lieu de {}).", wide,
            first->line, width_of(*first), shape.columns.size()));
    std::size_t narrow = 0;
    for (const auto& row : data) narrow += shape.kind == TableKind::Csv && row.cells.size() < shape.columns.size();
    if (narrow > 0) shape.warnings.push_back(fmt::format("{} ligne(s) ont moins de cellules que de titres.", narrow));
}

void warn_of_shortened_numbers(TableShape& shape, std::span<const Row> data) {
    std::map<std::size_t, const std::string*> found;
    for (const auto& row : data)
        for (std::size_t column = 0; column < row.cells.size(); ++column)
            if (is_shortened_number(row.cells[column])) found.emplace(column, &row.cells[column]);
    for (const auto& [column, cell] : found)
        shape.warnings.push_back(fmt::format(
            "La colonne {} contient des nombres abrégés par un tableur ({}) : leurs derniers chiffres sont perdus.",
            title_of(shape, column), *cell));
}

void settle(TableShape& shape, const Sample& sample, const TableChoices& choices) {
    settle_header(shape, sample.rows, choices);
    const auto data = data_of(shape, sample.rows);
    settle_columns(shape, data);
    settle_habits(shape, data, choices);
    settle_rows(shape, sample, data.size());
    if (sample.rows.empty()) {
        shape.warnings.emplace_back("Aucune ligne n’a été trouvée.");
        return;
    }
    warn_of_titles(shape);
    warn_of_widths(shape, data);
    warn_of_shortened_numbers(shape, data);
}

TableShape detect_csv(const std::filesystem::path& file, const TableChoices& choices) {
    TableShape shape;
    shape.encoding = choices.encoding ? *choices.encoding : detect_encoding(file);
    const auto text = sample_of(file, shape.encoding);
    shape.dialect = detect_dialect(text.text, text.is_whole);
    if (choices.separator) shape.dialect.separator = *choices.separator;
    CsvReader reader(file, {shape.encoding, shape.dialect});
    auto sample = sampled(reader, std::filesystem::file_size(file));
    if (shape.dialect.double_wrapped)
        shape.warnings.emplace_back(
            "Chaque ligne de ce fichier était entourée de guillemets en trop ; nous les avons retirés.");
    if (reader.lost_characters() > 0)
        shape.warnings.push_back(
            fmt::format("{} caractère(s) illisible(s) (�) : des accents ont été perdus avant l’import. Exportez à "
                        "nouveau le fichier "
                        "d’origine si vous le pouvez.",
                        reader.lost_characters()));
    settle(shape, sample, choices);
    return shape;
}

struct SheetSample {
    const Sheet* sheet;
    Sample sample;
    std::size_t title_width = 0;
};

SheetSample sampled_sheet(Workbook& workbook, const Sheet& sheet) {
    XlsxReader reader(workbook, sheet);
    SheetSample result{&sheet, sampled(reader, reader.bytes_in_all())};
    const auto header = find_header(result.sample.rows);
    const bool has_data = header.first_data < result.sample.rows.size();
    if (has_data) result.title_width = header.width;
    return result;
}

// Covers, pivots and notes are much narrower than the data they introduce.
SheetSample most_likely_sheet(Workbook& workbook) {
    std::vector<SheetSample> samples;
    constexpr std::size_t most_looked_at = 50;
    for (const auto& sheet : workbook.sheets())
        if (!sheet.is_hidden && samples.size() < most_looked_at) samples.push_back(sampled_sheet(workbook, sheet));
    if (samples.empty()) return sampled_sheet(workbook, workbook.sheets().front());
    const auto widest = std::ranges::max_element(samples, {}, &SheetSample::title_width)->title_width;
    return std::move(*std::ranges::find_if(samples, [&](const auto& one) { return one.title_width * 2 >= widest; }));
}

SheetSample chosen_sheet(Workbook& workbook, const TableChoices& choices) {
    if (!choices.sheet) return most_likely_sheet(workbook);
    const auto sheet = std::ranges::find(workbook.sheets(), *choices.sheet, &Sheet::name);
    if (sheet == workbook.sheets().end())
        refuse(Problem::Invalid, fmt::format("La feuille « {} » est introuvable dans le classeur.", *choices.sheet));
    return sampled_sheet(workbook, *sheet);
}

TableShape detect_xlsx(const std::filesystem::path& file, const TableChoices& choices) {
    Workbook workbook(file);
    const auto chosen = chosen_sheet(workbook, choices);
    TableShape shape;
    shape.kind = TableKind::Xlsx;
    shape.sheet = chosen.sheet->name;
    for (const auto& sheet : workbook.sheets()) shape.sheets.push_back(sheet.name);
    settle(shape, chosen.sample, choices);
    return shape;
}

const Sheet& sheet_named(const Workbook& workbook, const std::string& name) {
    const auto sheet = std::ranges::find(workbook.sheets(), name, &Sheet::name);
    if (sheet == workbook.sheets().end())
        refuse(Problem::Invalid, fmt::format("La feuille « {} » est introuvable dans le classeur.", name));
    return *sheet;
}

}  // namespace

TableShape detect_table(const std::filesystem::path& file, const TableChoices& choices) {
    return kind_of(file) == TableKind::Xlsx ? detect_xlsx(file, choices) : detect_csv(file, choices);
}

TableReader::TableReader(const std::filesystem::path& file, const TableShape& shape)
    : first_row_(shape.first_row), width_(shape.columns.size()) {
    if (shape.kind == TableKind::Csv) {
        csv_ = std::make_unique<CsvReader>(file, CsvOptions{shape.encoding, shape.dialect});
        size_ = std::filesystem::file_size(file);
        return;
    }
    workbook_ = std::make_unique<Workbook>(file);
    xlsx_ = std::make_unique<XlsxReader>(*workbook_, sheet_named(*workbook_, shape.sheet));
    size_ = xlsx_->bytes_in_all();
}

TableReader::~TableReader() = default;

bool TableReader::next(Row& row) {
    do {
        if (!next_written(row)) return false;
    } while (row.number < first_row_ || is_blank(row));
    row.number = ++number_;
    if (row.cells.size() < width_) row.cells.resize(width_);
    // Empty cells beyond the titles come from the spreadsheet, not from a person.
    while (row.cells.size() > width_ && row.cells.back().empty()) row.cells.pop_back();
    return true;
}

void TableReader::skip(std::uint64_t rows) {
    Row row;
    while (rows-- > 0 && next(row)) {
    }
}

double TableReader::progress() const {
    const auto read = csv_ ? csv_->bytes_read() : xlsx_->bytes_read();
    return size_ == 0 ? 1 : std::min(1.0, static_cast<double>(read) / static_cast<double>(size_));
}

std::uint64_t TableReader::lost_characters() const { return csv_ ? csv_->lost_characters() : 0; }

bool TableReader::next_written(Row& row) { return csv_ ? csv_->next(row) : xlsx_->next(row); }

}  // namespace elan::files
