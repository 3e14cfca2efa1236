#include "platform/files/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <simdjson.h>
#include <fstream>
#include <string>
#include <vector>

#include "platform/files/csv_writer.hpp"
#include "platform/files/formula_guard.hpp"
#include "platform/refusal.hpp"
#include "testing/scratch_file.hpp"
#include "testing/shared_data.hpp"

namespace elan::files {

namespace {

using Cells = std::vector<std::string>;
using Table = std::vector<Cells>;

Table read(const std::filesystem::path& file, CsvOptions options = {}) {
    CsvReader reader(file, options);
    Table table;
    Row row;
    while (reader.next(row)) table.push_back(row.cells);
    return table;
}

Table read_text(std::string_view text, Dialect dialect = {}) {
    const testing::ScratchFile file(text);
    return read(file.path(), {Encoding::Utf8, dialect});
}

std::string written(const Table& table, char separator = ';') {
    std::string text;
    CsvWriter writer([&](std::string_view piece) { text += piece; }, separator);
    for (const auto& cells : table) writer.write(cells);
    writer.finish();
    return text;
}

}  // namespace

TEST(Csv, RowsAreReadWhateverTheirLineEnd) {
    const Table expected{{"a", "b"}, {"1", "2"}};
    for (const std::string text : {"a;b\n1;2", "a;b\n1;2\n", "a;b\r\n1;2\r\n", "a;b\r1;2\r",
                                   "\xEF\xBB\xBF"
                                   "a;b\n1;2\n"})
        EXPECT_EQ(read_text(text), expected) << text;
    EXPECT_EQ(read_text(""), Table{});
    EXPECT_EQ(read_text("a\n\nb\n"), (Table{{"a"}, {""}, {"b"}}));
    EXPECT_EQ(read_text(";\n"), (Table{{"", ""}}));
}

TEST(Csv, QuotesAreForgiven) {
    EXPECT_EQ(read_text("\"a;b\";\"c\nd\"\n"), (Table{{"a;b", "c\nd"}}));
    EXPECT_EQ(read_text("\"il dit \"\"oui\"\"\";x\n"), (Table{{"il dit \"oui\"", "x"}}));
    EXPECT_EQ(read_text("LIEU DIT \"\"M\"\";x\n"), (Table{{"LIEU DIT \"\"M\"\"", "x"}}));
    EXPECT_EQ(read_text("\"L'Escale\" Paris;x\n"), (Table{{"L'Escale Paris", "x"}}));
    EXPECT_EQ(read_text("\"jamais fermé;x\ny;z\n"), (Table{{"\"jamais fermé", "x"}, {"y", "z"}}));
    EXPECT_EQ(read_text("\"\";\"\"\n"), (Table{{"", ""}}));
    EXPECT_EQ(read_text("a;\""), (Table{{"a", "\""}}));
}

TEST(Csv, EachRowKnowsItsLine) {
    const testing::ScratchFile file("a;b\r\n\"c\r\nd\";e\r\n\r\nf;g\n");
    CsvReader reader(file.path(), {});
    std::vector<std::uint64_t> lines;
    Row row;
    while (reader.next(row)) lines.push_back(row.line);
    EXPECT_EQ(lines, (std::vector<std::uint64_t>{1, 2, 4, 5}));
}

TEST(Csv, ReadingResumesAfterSkippedRows) {
    const testing::ScratchFile file("a\n\"b\nc\"\nd\n");
    CsvReader reader(file.path(), {});
    reader.skip(2);
    Row row;
    ASSERT_TRUE(reader.next(row));
    EXPECT_EQ(row.cells, Cells{"d"});
    EXPECT_EQ(row.number, 3U);
    EXPECT_EQ(row.line, 4U);
    EXPECT_FALSE(reader.next(row));
}

TEST(Csv, RowsMayCrossTheBuffer) {
    const std::string longer(200'000, 'x');
    EXPECT_EQ(read_text("\"" + longer + "\";a\n" + longer + ";b\n"), (Table{{longer, "a"}, {longer, "b"}}));
    // A quote without an end is a letter, found out after a megabyte.
    const std::string endless = "\"" + std::string(2'000'000, 'y');
    EXPECT_EQ(read_text(endless + "\nz\n"), (Table{{endless}, {"z"}}));
}

TEST(Csv, RowsBeyondAllMeasureAreRefused) {
    EXPECT_THROW(read_text(std::string(20'000'000, 'x')), Refusal);
    EXPECT_THROW(read_text(std::string(20'000, ';')), Refusal);
}

TEST(Csv, TheDialectIsTheMostRegularOne) {
    const auto separator = [](std::string_view text) { return detect_dialect(text, true).separator; };
    EXPECT_EQ(separator("a;b;c\n1,5;2,5;3,5\n"), ';');
    EXPECT_EQ(separator("a,b\n1;2,3\n"), ',');
    EXPECT_EQ(separator("a\tb\n1\t2\n"), '\t');
    EXPECT_EQ(separator("a|b\n1|2\n"), '|');
    EXPECT_EQ(separator("a,b\n\"x;y;z\",2\n\"x;y;z\",2\n"), ',');
    EXPECT_EQ(separator("nom\nDupont\n"), ';');
    EXPECT_EQ(separator(""), ';');
}

TEST(Csv, LinesQuotedOnceMoreAreUnwrapped) {
    const std::string text = "\"a,\"\"b\"\",\"\"c\"\"\"\r\n\"1,\"\"x, \"\"\"\"y\"\"\"\"\"\",\"\"z\"\"\",\r\n";
    const auto dialect = detect_dialect(text, true);
    EXPECT_TRUE(dialect.double_wrapped);
    EXPECT_EQ(dialect.separator, ',');
    EXPECT_EQ(read_text(text, dialect), (Table{{"a", "b", "c"}, {"1", "x, \"y\"", "z"}}));
    EXPECT_FALSE(detect_dialect("\"a\";\"b\"\n\"1\";\"2\"\n", true).double_wrapped);
}

TEST(Csv, TheSpectrumIsReadWhole) {
    std::size_t files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(testing::shared_data() / "csv-dialectes/csv-spectrum")) {
        if (entry.path().extension() != ".csv") continue;
        ++files;
        const auto encoding = detect_encoding(entry.path());
        const auto sample = sample_of(entry.path(), encoding);
        const auto dialect = detect_dialect(sample.text, sample.is_whole);
        EXPECT_EQ(dialect.separator, ',') << entry.path();
        const auto table = read(entry.path(), {encoding, dialect});
        simdjson::dom::parser parser;
        const simdjson::dom::element expected =
            parser.load(std::filesystem::path(entry.path()).replace_extension(".json").string());
        // One answer is a lone object, whose telephone number is not the one of its own file.
        if (expected.is_object()) {
            EXPECT_EQ(table.at(1).at(1), std::string_view(expected["Location Coordinates"]));
            continue;
        }
        ASSERT_EQ(table.size(), expected.get_array().size() + 1) << entry.path();
        for (std::size_t row = 1; row < table.size(); ++row)
            for (std::size_t column = 0; column < table[0].size(); ++column) {
                const std::string_view value = expected.at(row - 1)[table[0][column]];
                EXPECT_EQ(table[row].at(column), value) << entry.path();
            }
    }
    EXPECT_EQ(files, 12U);
}

TEST(CsvWriter, WritesWhatFrenchExcelOpens) {
    EXPECT_EQ(written({{"Nom", "Prix"}, {"L’Œuf", "12,5"}}), "\xEF\xBB\xBFNom;Prix\r\nL’Œuf;\"12,5\"\r\n");
}

TEST(CsvWriter, NoCellIsAFormula) {
    for (const std::string cell :
         {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "-x", "'=1", "=cmd|' /C calc'!A0"}) {
        EXPECT_TRUE(needs_guard(cell)) << cell;
        EXPECT_TRUE(is_guarded("'" + cell)) << cell;
    }
    for (const std::string cell : {"", "-12,5", "-12.5", "+33 6 12", "-3", "'", "'abc", "a=1", "1-1", "'12"})
        EXPECT_FALSE(needs_guard(cell)) << cell;
    EXPECT_EQ(written({{"=1+1", "-5"}}), "\xEF\xBB\xBF'=1+1;-5\r\n");
    // In a country whose Excel splits at commas, this must not become a cell of its own.
    EXPECT_EQ(written({{"x,=1+1"}}), "\xEF\xBB\xBF\"x,=1+1\"\r\n");
}

RC_GTEST_PROP(Csv, WhatIsExportedIsImportedUnchanged, ()) {
    const auto letter =
        rc::gen::element<char>('a', ';', ',', '"', '\n', '\r', '=', '-', '+', '@', '\t', '\'', ' ', '1', '|');
    const auto cell = rc::gen::container<std::string>(letter);
    const auto width = *rc::gen::inRange<std::size_t>(1, 5);
    const auto table = *rc::gen::container<Table>(rc::gen::container<Cells>(width, cell));
    const auto separator = *rc::gen::element(';', ',', '\t', '|');
    RC_ASSERT(read_text(written(table, separator), {separator}) == table);
}

RC_GTEST_PROP(Csv, AnyBytesAreReadToTheirEnd, (const std::string& bytes)) {
    Dialect dialect;
    dialect.double_wrapped = *rc::gen::arbitrary<bool>();
    detect_dialect(bytes, true);
    std::size_t cells = 0;
    for (const auto& row : read_text(bytes, dialect)) cells += row.size();
    RC_ASSERT(bytes.empty() || cells > 0 || bytes == "\xEF\xBB\xBF");
}

}  // namespace elan::files
