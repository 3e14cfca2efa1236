#include "platform/files/xlsx.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <zip.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "platform/files/table.hpp"
#include "platform/files/xlsx_writer.hpp"
#include "platform/refusal.hpp"
#include "testing/scratch_file.hpp"

namespace elan::files {

namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

void write_zip(const std::filesystem::path& file, const Entries& entries) {
    auto* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, content] : entries) {
        auto* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    }
    ASSERT_EQ(zip_close(archive), 0);
}

// The least a workbook of one sheet needs.
Entries workbook_of(std::string sheet, std::string properties = "") {
    return {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels",
         R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
        {"xl/workbook.xml", "<workbook xmlns:r=\"r\">" + properties +
                                R"(<sheets><sheet name="Données" sheetId="1" r:id="s1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>)"
         R"(<Relationship Id="s2" Type="x/styles" Target="/xl/styles.xml"/>)"
         R"(<Relationship Id="s3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>)"},
        {"xl/styles.xml",
         R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-40C]d\ mmmm\ yyyy;@"/></numFmts>)"
         R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
         R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="46"/></cellXfs></styleSheet>)"},
        {"xl/sharedStrings.xml",
         "<sst><si><t>un</t></si><si><r><t>de</t></r><r><t>ux</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b_x005F_x</"
         "t></si></sst>"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + std::move(sheet) + "</sheetData></worksheet>"}};
}

std::vector<Row> rows_of(const std::filesystem::path& file, ZipLimits limits = {}) {
    Workbook workbook(file, limits);
    XlsxReader reader(workbook, workbook.sheets().at(0));
    std::vector<Row> rows;
    Row row;
    while (reader.next(row)) rows.push_back(row);
    return rows;
}

std::vector<std::string> cells_of(const std::string& cells, const std::string& properties = "") {
    const testing::ScratchFile file;
    write_zip(file.path(), workbook_of("<row r=\"7\">" + cells + "</row>", properties));
    return rows_of(file.path()).at(0).cells;
}

}  // namespace

TEST(Xlsx, CellsAreReadByTheirKind) {
    using Cells = std::vector<std::string>;
    EXPECT_EQ(cells_of(R"(<c r="A7" t="s"><v>0</v></c><c r="C7" t="s"><v>1</v></c><c t="s"><v>2</v></c>)"),
              (Cells{"un", "", "deux", "a\rb_x"}));
    EXPECT_EQ(cells_of(R"(<c t="inlineStr"><is><t>é&lt;</t></is></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>)"),
              (Cells{"é<", "Oui", "#N/A"}));
    EXPECT_EQ(cells_of(R"(<c><f>1+1</f><v>2</v></c><c t="str"><f>A1</f><v>x</v></c>)"), (Cells{"2", "x"}));
    EXPECT_EQ(cells_of(R"(<c s="1"><v>46178</v></c><c s="2"><v>46178.4375</v></c><c s="3"><v>46178</v></c>)"),
              (Cells{"2026-06-05", "2026-06-05T10:30:00", "2026-06-05"}));
    EXPECT_EQ(cells_of(R"(<c s="1"><v>44716</v></c>)", R"(<workbookPr date1904="1"/>)"), Cells{"2026-06-05"});
    EXPECT_EQ(cells_of(R"(<c s="4"><v>0.125</v></c><c s="5"><v>1.5</v></c>)"), (Cells{"12.5 %", "36:00:00"}));
    EXPECT_EQ(cells_of(R"(<c t="d"><v>2026-06-05</v></c><c t="s"><v>99</v></c><c><v>1</v></c>)"),
              (Cells{"2026-06-05", "", "1"}));
}

TEST(Xlsx, NumbersKeepTheirDigits) {
    const auto text = [](std::string_view stored) { return text_of_number(stored, CellKind::Number, false); };
    EXPECT_EQ(text("21340172201787"), "21340172201787");
    EXPECT_EQ(text("2.1340172201787E13"), "21340172201787");
    EXPECT_EQ(text("63.0"), "63");
    EXPECT_EQ(text("0.30000000000000004"), "0.3");
    EXPECT_EQ(text("1E-7"), "0.0000001");
    EXPECT_EQ(text("-0"), "0");
    EXPECT_EQ(text("1.234"), "1.2340");
    EXPECT_EQ(text("90.11"), "90.11");
    EXPECT_EQ(text("1e999"), "1e999");
    EXPECT_EQ(text("abc"), "abc");
    EXPECT_EQ(text_of_number("-5", CellKind::Date, false), "-5");
    EXPECT_EQ(text_of_number("59", CellKind::Date, false), "1900-02-28");
    EXPECT_EQ(text_of_number("61", CellKind::Date, false), "1900-03-01");
    EXPECT_EQ(text_of_number("0.5", CellKind::Time, false), "12:00:00");
}

TEST(Xlsx, FormatsSayWhatANumberIs) {
    EXPECT_EQ(kind_of_format("dd/mm/yyyy"), CellKind::Date);
    EXPECT_EQ(kind_of_format("[$-40C]mmmm\\ yy;@"), CellKind::Date);
    EXPECT_EQ(kind_of_format("yyyy-mm-dd hh:mm"), CellKind::Moment);
    EXPECT_EQ(kind_of_format("hh:mm"), CellKind::Time);
    EXPECT_EQ(kind_of_format("[h]:mm:ss"), CellKind::Elapsed);
    EXPECT_EQ(kind_of_format("General"), CellKind::Number);
    EXPECT_EQ(kind_of_format("#,##0.00\\ \"jours dus\";[Red]-0"), CellKind::Number);
    EXPECT_EQ(kind_of_format("#,##0.00 [$€-40C]"), CellKind::Number);
    EXPECT_EQ(kind_of_format("0.0%"), CellKind::Percent);
}

TEST(Xlsx, RowsKeepTheirNumbersAndEmptyOnesAreLeftOut) {
    const testing::ScratchFile file;
    write_zip(file.path(),
              workbook_of(R"(<row r="2"><c r="B2"><v>1</v></c></row><row><c s="1"/></row><row r="1045900"/>)"
                          R"(<row r="1045901"><c r="A1045901"><v>2</v></c></row>)"));
    const auto rows = rows_of(file.path());
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].number, 2U);
    EXPECT_EQ(rows[0].cells, (std::vector<std::string>{"", "1"}));
    EXPECT_EQ(rows[1].line, 1'045'901U);
}

TEST(Xlsx, WideRowsDoNotPileUp) {
    std::string sheet;
    for (int row = 0; row < 2'000; ++row) sheet += "<row><c r=\"XFD1\"><v>1</v></c></row>";
    const testing::ScratchFile file;
    write_zip(file.path(), workbook_of(sheet));
    Workbook workbook(file.path());
    XlsxReader reader(workbook, workbook.sheets().at(0));
    Row row;
    std::size_t count = 0;
    while (reader.next(row)) count += row.cells.size() == 16'384;
    EXPECT_EQ(count, 2'000U);
}

TEST(Xlsx, HostileWorkbooksAreRefused) {
    const auto problem_of = [](const Entries& entries, ZipLimits limits = {}) {
        const testing::ScratchFile file;
        write_zip(file.path(), entries);
        try {
            rows_of(file.path(), limits);
        } catch (const Refusal& refusal) {
            return refusal.problem;
        }
        return Problem::Broken;
    };
    auto declared = workbook_of("<row/>");
    declared[2].second = "<!DOCTYPE x [<!ENTITY a \"b\">]>" + declared[2].second;
    EXPECT_EQ(problem_of(declared), Problem::Malformed);
    auto declared_in_sheet = workbook_of("<row/>");
    declared_in_sheet.back().second = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + declared_in_sheet.back().second;
    EXPECT_EQ(problem_of(declared_in_sheet), Problem::Malformed);

    auto bomb = workbook_of(std::string(80'000'000, ' '));
    EXPECT_EQ(problem_of(bomb), Problem::TooLarge);
    EXPECT_EQ(problem_of(workbook_of(std::string(100'000, ' ')), {.bytes = 50'000}), Problem::TooLarge);
    EXPECT_EQ(problem_of(workbook_of("<row/>"), {.entries = 3}), Problem::TooLarge);
    EXPECT_EQ(problem_of(workbook_of("<row><c><v>1</v></row>")), Problem::Malformed);
    EXPECT_EQ(problem_of({{"xl/other.xml", "<a/>"}}), Problem::Malformed);
    EXPECT_EQ(problem_of(workbook_of("<c><v>1</v></c><row></row>")), Problem::Broken);
}

TEST(XlsxWriter, WhatIsWrittenIsReadBack) {
    const testing::ScratchFile file;
    {
        XlsxWriter writer(file.path(), "Clients [2026]/été et un nom bien trop long",
                          std::vector<std::string>{"Nom", "Solde", "Depuis", "Le", "Note"});
        writer.write(std::vector<SheetCell>{"=1+1", 1234.5, SheetDay{"2026-06-05"}, SheetMoment{1'780'655'400'000},
                                            "a\nb\u0001_x0041_"});
        writer.write(std::vector<SheetCell>{"+33 6 12", std::monostate{}, SheetDay{"1850-01-01"},
                                            SheetMoment{-5'000'000'000'000}, "  <é>&\"  "});
        writer.finish();
        EXPECT_EQ(writer.cut_cells(), 0U);
    }
    const auto shape = detect_table(file.path());
    EXPECT_EQ(shape.sheet, "Clients 2026été et un nom bie");
    EXPECT_EQ(shape.columns, (std::vector<std::string>{"Nom", "Solde", "Depuis", "Le", "Note"}));
    const auto rows = rows_of(file.path());
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].cells,
              (std::vector<std::string>{"=1+1", "1234.5", "2026-06-05", "2026-06-05T10:30:00", "a\nb\u0001_x0041_"}));
    EXPECT_EQ(rows[2].cells,
              (std::vector<std::string>{"+33 6 12", "", "1850-01-01", "1811-07-23 15:06", "  <é>&\"  "}));

    auto* archive = zip_open(file.path().c_str(), ZIP_RDONLY, nullptr);
    auto* sheet = zip_fopen(archive, "xl/worksheets/sheet1.xml", 0);
    std::string xml(100'000, '\0');
    xml.resize(static_cast<std::size_t>(zip_fread(sheet, xml.data(), xml.size())));
    zip_fclose(sheet);
    zip_discard(archive);
    EXPECT_EQ(xml.find("<f>"), std::string::npos);
}

TEST(XlsxWriter, LongTextsAreCutAndCounted) {
    const testing::ScratchFile file;
    XlsxWriter writer(file.path(), "", std::vector<std::string>{"a"});
    writer.write(std::vector<SheetCell>{std::string(32'767, 'x')});
    std::string wide;
    for (int count = 0; count < 20'000; ++count) wide += "😀";
    writer.write(std::vector<SheetCell>{wide});
    writer.finish();
    EXPECT_EQ(writer.cut_cells(), 1U);
    const auto rows = rows_of(file.path());
    EXPECT_EQ(rows[1].cells[0].size(), 32'767U);
    EXPECT_EQ(rows[2].cells[0].size(), 16'383U * 4);
}

RC_GTEST_PROP(XlsxWriter, TextsComeBackUnchanged, ()) {
    const auto letter = rc::gen::element<std::string>("a", "=", "_x", "000D", "_", "\n", "\r", "\t", "\x01", " ", "é",
                                                      "😀", "<", "&", "'");
    const auto parts = *rc::gen::container<std::vector<std::string>>(letter);
    std::string text = "z";
    for (const auto& part : parts) text += part;
    const testing::ScratchFile file;
    XlsxWriter writer(file.path(), "s", std::vector<std::string>{"t"});
    writer.write(std::vector<SheetCell>{text});
    writer.finish();
    RC_ASSERT(rows_of(file.path()).at(1).cells.at(0) == text);
}

}  // namespace elan::files
