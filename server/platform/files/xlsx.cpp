#include "platform/files/xlsx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/files/xml_stream.hpp"
#include "platform/refusal.hpp"

namespace elan::files {

namespace {

constexpr std::size_t inflated_bytes = 32 * 1024;
constexpr std::size_t most_text_bytes = 512 * 1024 * 1024;
constexpr std::size_t longest_cell = 4 * 1024 * 1024;
constexpr std::size_t most_columns = 16'384;
constexpr std::size_t most_sheets = 1'000;
constexpr std::size_t most_styles = 100'000;

std::optional<std::size_t> whole(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool is_true(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

void read_whole(ZipArchive& archive, const std::string& name, XmlListener& listener) {
    auto entry = archive.open(name);
    if (!entry) return;
    XmlStream stream(listener);
    std::vector<char> piece(inflated_bytes);
    while (const auto count = entry->read(piece)) stream.parse({piece.data(), count}, false);
    stream.parse({}, true);
}

// Which entry each relation of an entry points to.
struct Relations : XmlListener {
    struct Target {
        std::string type, entry;
    };
    std::map<std::string, Target, std::less<>> by_id;
    std::string folder;  // of the entry that points

    void opened(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship") return;
        const auto type = attributes["Type"];
        by_id[std::string(attributes["Id"])] = {std::string(type.substr(type.rfind('/') + 1)),
                                                resolved(attributes["Target"])};
    }
    void closed(std::string_view) override {}
    void text(std::string_view) override {}

    std::string entry_of_type(std::string_view type) const {
        for (const auto& [id, target] : by_id)
            if (target.type == type) return target.entry;
        return {};
    }

 private:
    std::string resolved(std::string_view target) const {
        if (target.starts_with('/')) return std::string(target.substr(1));
        return (std::filesystem::path(folder) / target).lexically_normal().string();
    }
};

Relations relations_of(ZipArchive& archive, const std::string& entry) {
    const std::filesystem::path path(entry);
    Relations relations;
    relations.folder = path.parent_path().string();
    const auto name = path.parent_path() / "_rels" / (path.filename().string() + ".rels");
    read_whole(archive, name.string(), relations);
    return relations;
}

struct SheetList : XmlListener {
    std::vector<std::pair<Sheet, std::string>> sheets;  // with the id of the relation
    bool since_1904 = false;

    void opened(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr") since_1904 = is_true(attributes["date1904"]);
        if (name != "sheet") return;
        if (sheets.size() == most_sheets) refuse(Problem::TooLarge, "Ce classeur a plus de 1 000 feuilles.");
        const auto state = attributes["state"];
        const bool is_hidden = state == "hidden" || state == "veryHidden";
        sheets.push_back({Sheet{std::string(attributes["name"]), is_hidden, {}}, std::string(relation_id(attributes))});
    }
    void closed(std::string_view) override {}
    void text(std::string_view) override {}

 private:
    // r:id, whatever the prefix; `sheetId` is another attribute.
    static std::string_view relation_id(const XmlAttributes& attributes) { return attributes["id"]; }
};

struct Styles : XmlListener {
    std::map<std::size_t, CellKind> formats;
    std::vector<CellKind> kinds;
    bool in_cell_formats = false;

    void opened(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "cellXfs") in_cell_formats = true;
        if (name == "numFmt")
            formats[whole(attributes["numFmtId"]).value_or(0)] = kind_of_format(attributes["formatCode"]);
        if (name == "xf" && in_cell_formats && kinds.size() < most_styles)
            kinds.push_back(kind_of(whole(attributes["numFmtId"]).value_or(0)));
    }
    void closed(std::string_view name) override {
        if (name == "cellXfs") in_cell_formats = false;
    }
    void text(std::string_view) override {}

 private:
    CellKind kind_of(std::size_t format) const {
        const auto own = formats.find(format);
        if (own != formats.end()) return own->second;
        return format < 200 ? kind_of_builtin_format(static_cast<int>(format)) : CellKind::Number;
    }
};

// Gathers the <t> of a text, and leaves out those of its phonetic guide.
class RichText {
 public:
    void opened(std::string_view name) {
        if (name == "rPh") in_phonetic_ = true;
        in_text_ = name == "t" && !in_phonetic_;
    }
    void closed(std::string_view name) {
        if (name == "rPh") in_phonetic_ = false;
        if (name == "t") in_text_ = false;
    }
    void text(std::string_view text) {
        if (!in_text_) return;
        if (text_.size() + text.size() > longest_cell)
            refuse(Problem::TooLarge, "Une cellule du classeur est trop longue.");
        text_ += text;
    }
    std::string taken() {
        auto plain = text_.find("_x") == std::string::npos ? std::exchange(text_, {}) : unescaped(text_);
        text_.clear();
        return plain;
    }

 private:
    std::string text_;
    bool in_text_ = false;
    bool in_phonetic_ = false;
};

struct TextList : XmlListener {
    explicit TextList(SharedTexts& list) : texts(list) {}
    SharedTexts& texts;
    RichText rich;

    void opened(std::string_view name, const XmlAttributes&) override { rich.opened(name); }
    void closed(std::string_view name) override {
        rich.closed(name);
        if (name != "si") return;
        texts.add(rich.taken());
        if (texts.bytes() > most_text_bytes) refuse(Problem::TooLarge, "Ce classeur contient trop de texte.");
    }
    void text(std::string_view text) override { rich.text(text); }
};

// "AB12" is column 27, from 0.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    std::size_t at = 0;
    for (; at < reference.size() && at < 4 && reference[at] >= 'A' && reference[at] <= 'Z'; ++at)
        column = column * 26 + static_cast<std::size_t>(reference[at] - 'A') + 1;
    if (at == 0 || column > most_columns) return std::nullopt;
    return column - 1;
}

}  // namespace

void SharedTexts::add(std::string_view text) {
    block_ += text;
    ends_.push_back(block_.size());
}

std::string_view SharedTexts::at(std::size_t index) const {
    if (index >= ends_.size()) return {};
    const auto start = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(block_).substr(start, ends_[index] - start);
}

Workbook::Workbook(const std::filesystem::path& file, ZipLimits limits) : archive_(file, limits) {
    auto main = relations_of(archive_, "").entry_of_type("officeDocument");
    if (main.empty()) main = "xl/workbook.xml";
    read_sheets(main);
    if (sheets_.empty()) refuse(Problem::Malformed, "Ce classeur ne contient aucune feuille lisible.");
    const auto relations = relations_of(archive_, main);
    read_styles(relations.entry_of_type("styles"));
    read_texts(relations.entry_of_type("sharedStrings"));
}

CellKind Workbook::kind_of_style(std::size_t style) const {
    return style < styles_.size() ? styles_[style] : CellKind::Number;
}

void Workbook::read_sheets(const std::string& entry) {
    SheetList list;
    read_whole(archive_, entry, list);
    since_1904_ = list.since_1904;
    const auto relations = relations_of(archive_, entry);
    for (auto& [sheet, id] : list.sheets) {
        const auto target = relations.by_id.find(id);
        // Charts and dialogs are sheets without cells.
        if (target == relations.by_id.end() || target->second.type != "worksheet") continue;
        sheet.entry = target->second.entry;
        if (archive_.has(sheet.entry)) sheets_.push_back(std::move(sheet));
    }
}

void Workbook::read_styles(const std::string& entry) {
    Styles styles;
    read_whole(archive_, entry, styles);
    styles_ = std::move(styles.kinds);
}

void Workbook::read_texts(const std::string& entry) {
    TextList list(texts_);
    read_whole(archive_, entry, list);
}

// Turns cells into rows and keeps the rows that are read ahead, a few at a time.
class XlsxReader::Listener : public XmlListener {
 public:
    explicit Listener(const Workbook& workbook) : workbook_(workbook), stream_(*this) {}

    XmlStream& stream() { return stream_; }

    bool take(Row& row) {
        if (given_ == count_) return false;
        std::swap(row, rows_[given_++]);
        if (given_ == count_) given_ = count_ = waiting_cells_ = 0;
        return true;
    }
    bool has_rows() const { return given_ < count_; }

    void opened(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "c") return open_cell(attributes);
        if (name == "row") return open_row(attributes);
        if (!in_cell_) return;
        if (name == "v") in_value_ = true;
        rich_.opened(name);
    }

    void closed(std::string_view name) override {
        if (name == "c") return close_cell();
        if (name == "row") return close_row();
        if (name == "v") in_value_ = false;
        rich_.closed(name);
    }

    void text(std::string_view text) override {
        if (!in_cell_) return;
        if (!in_value_) return rich_.text(text);
        if (value_.size() + text.size() > longest_cell)
            refuse(Problem::TooLarge, "Une cellule du classeur est trop longue.");
        value_ += text;
    }

 private:
    enum class Stored { Number, Shared, Inline, Text, Truth, Error, Date };

    static Stored stored_as(std::string_view type) {
        if (type.empty() || type == "n") return Stored::Number;
        if (type == "s") return Stored::Shared;
        if (type == "inlineStr") return Stored::Inline;
        if (type == "b") return Stored::Truth;
        return type == "d" ? Stored::Date : Stored::Text;
    }

    void open_row(const XmlAttributes& attributes) {
        row_number_ = whole(attributes["r"]).value_or(row_number_ + 1);
        if (count_ == rows_.size()) rows_.emplace_back();
        filled_ = 0;
        column_ = 0;
    }

    void open_cell(const XmlAttributes& attributes) {
        if (const auto column = column_of(attributes["r"])) column_ = *column;
        stored_ = stored_as(attributes["t"]);
        style_ = whole(attributes["s"]).value_or(0);
        value_.clear();
        in_cell_ = true;
    }

    void close_cell() {
        if (!in_cell_ || count_ == rows_.size()) return;
        in_cell_ = false;
        in_value_ = false;
        put(column_++);
    }

    void put(std::size_t column) {
        if (column >= most_columns) return;
        auto inlined = rich_.taken();
        if (value_.empty() && inlined.empty()) return;
        auto& cells = rows_[count_].cells;
        if (cells.size() <= column) cells.resize(column + 1);
        for (; filled_ < column; ++filled_) cells[filled_].clear();
        filled_ = column + 1;
        write(cells[column], std::move(inlined));
    }

    void write(std::string& cell, std::string inlined) const {
        switch (stored_) {
            case Stored::Shared:
                cell = workbook_.texts().at(whole(value_).value_or(SIZE_MAX));
                break;
            case Stored::Inline:
                cell = std::move(inlined);
                break;
            case Stored::Truth:
                cell = is_true(value_) ? "Oui" : "Non";
                break;
            case Stored::Number:
                cell = text_of_number(value_, workbook_.kind_of_style(style_), workbook_.since_1904());
                break;
            default:
                cell = unescaped(value_);
        }
    }

    void close_row() {
        if (count_ == rows_.size()) return;
        auto& row = rows_[count_];
        row.cells.resize(filled_);
        row.number = row.line = row_number_;
        if (std::ranges::all_of(row.cells, [](const auto& cell) { return cell.empty(); })) return;
        ++count_;
        // A few bytes may be a row of thousands of columns: what waits is bounded by cells, not by bytes.
        waiting_cells_ += row.cells.size();
        constexpr std::size_t most_waiting = 50'000;
        if (waiting_cells_ > most_waiting) stream_.pause();
    }

    const Workbook& workbook_;
    XmlStream stream_;
    std::vector<Row> rows_;
    std::size_t given_ = 0;
    std::size_t count_ = 0;
    std::size_t waiting_cells_ = 0;
    std::uint64_t row_number_ = 0;
    std::size_t filled_ = 0;  // cells of the row being read
    std::size_t column_ = 0;
    Stored stored_ = Stored::Number;
    std::size_t style_ = 0;
    std::string value_;
    RichText rich_;
    bool in_cell_ = false;
    bool in_value_ = false;
};

XlsxReader::XlsxReader(Workbook& workbook, const Sheet& sheet)
    : listener_(std::make_unique<Listener>(workbook)), piece_(inflated_bytes) {
    auto entry = workbook.archive().open(sheet.entry);
    if (!entry)
        refuse(Problem::Malformed, fmt::format("La feuille « {} » est introuvable dans le classeur.", sheet.name));
    entry_ = std::move(*entry);
}

XlsxReader::~XlsxReader() = default;

std::uint64_t XlsxReader::bytes_in_all() const { return entry_.size(); }

bool XlsxReader::next(Row& row) {
    while (!listener_->has_rows() && (!at_end_ || is_paused_)) read_on();
    return listener_->take(row);
}

void XlsxReader::read_on() {
    auto& stream = listener_->stream();
    if (is_paused_) {
        is_paused_ = !stream.resume();
        return;
    }
    const auto count = entry_.read(piece_);
    bytes_read_ += count;
    at_end_ = count == 0;
    is_paused_ = !stream.parse({piece_.data(), count}, at_end_);
}

}  // namespace elan::files
