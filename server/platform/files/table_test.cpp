#include "platform/files/table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "platform/refusal.hpp"
#include "testing/scratch_file.hpp"
#include "testing/shared_data.hpp"

namespace elan::files {

namespace {

std::vector<Row> rows_of(const std::filesystem::path& file, const TableShape& shape) {
    TableReader reader(file, shape);
    std::vector<Row> rows;
    Row row;
    while (reader.next(row)) rows.push_back(row);
    return rows;
}

bool warns(const TableShape& shape, std::string_view words) {
    return std::ranges::any_of(shape.warnings,
                               [&](const auto& warning) { return warning.find(words) != std::string::npos; });
}

std::size_t column(const TableShape& shape, std::string_view title) {
    const auto found = std::ranges::find(shape.columns, title);
    EXPECT_NE(found, shape.columns.end()) << title;
    return static_cast<std::size_t>(found - shape.columns.begin());
}

}  // namespace

TEST(Table, TheEightListsOfEstablishmentsAreReadWhole) {
    struct Expected {
        std::string file;
        Encoding encoding;
        char separator;
        std::size_t columns, rows;
    };
    const std::vector<Expected> list{{"hebergements-2017.csv", Encoding::Utf8, ';', 21, 3939},
                                     {"hebergements-2022.csv", Encoding::Utf8, ';', 16, 5018},
                                     {"paires-2017-2022.csv", Encoding::Utf8, ';', 6, 2577},
                                     {"hebergements-2017-abime.csv", Encoding::Utf8, ',', 20, 1200},
                                     {"hebergements-2022-zeros-perdus.csv", Encoding::Utf8, ';', 16, 947},
                                     {"derive-windows-1252-crlf.csv", Encoding::Windows1252, ';', 21, 500},
                                     {"derive-utf8-bom-crlf.csv", Encoding::Utf8Bom, ';', 21, 500},
                                     {"derive-utf16le-tab.txt", Encoding::Utf16Le, '\t', 21, 200}};
    for (const auto& expected : list) {
        const auto file = testing::shared_data() / "hebergements" / expected.file;
        const auto shape = detect_table(file);
        EXPECT_EQ(name_of(shape.encoding), name_of(expected.encoding)) << expected.file;
        EXPECT_EQ(shape.dialect.separator, expected.separator) << expected.file;
        EXPECT_EQ(shape.header_row, 1U) << expected.file;
        EXPECT_EQ(shape.columns.size(), expected.columns) << expected.file;
        EXPECT_EQ(rows_of(file, shape).size(), expected.rows) << expected.file;
        EXPECT_TRUE(shape.day_first) << expected.file;
        EXPECT_EQ(warns(shape, "accents ont été perdus"), expected.file.ends_with("abime.csv")) << expected.file;
    }
}

TEST(Table, TheTrapsOfTextFilesAreSeen) {
    const auto folder = testing::shared_data() / "csv-dialectes";
    std::map<std::string, char> separators{{"double-guillemets-excel.csv", ';'},
                                           {"purchases_good_separator_tab.tsv", '\t'},
                                           {"purchases_good_separator_semicolon.csv", ';'},
                                           {"diagnostics_simple_good_separator_semicolon_decimal_number.csv", ';'},
                                           {"SCDL.csv", ';'},
                                           {"SCDL_DILCRAH_2019.csv", ';'},
                                           {"SCDL_MANY_MISSING_MANDATORY.csv", ';'},
                                           {"SCDL_WITH_EXERCICE.csv", ';'}};
    std::map<std::string, Encoding> encodings{{"diagnostics_simple_good_encoding_iso-8859-1.csv", Encoding::Iso88591},
                                              {"purchases_good_encoding_iso-8859-1.csv", Encoding::Iso88591},
                                              {"diagnostics_simple_good_encoding_utf-16.csv", Encoding::Utf16Le}};
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() == ".json") continue;
        ++files;
        const auto name = entry.path().filename().string();
        const auto shape = detect_table(entry.path());
        EXPECT_EQ(shape.dialect.separator, separators.contains(name) ? separators[name] : ',') << name;
        EXPECT_EQ(name_of(shape.encoding), name_of(encodings.contains(name) ? encodings[name] : Encoding::Utf8))
            << name;
        const bool wrapped = name == "double-guillemets-excel.csv" || name == "purchases_bad_corrupt.csv";
        EXPECT_EQ(shape.dialect.double_wrapped, wrapped) << name;
        EXPECT_EQ(warns(shape, "guillemets en trop"), wrapped) << name;
        EXPECT_EQ(shape.header_row, name == "purchases_bad_no_header.csv" ? 0U : 1U) << name;
    }
    EXPECT_EQ(files, 40U);
}

TEST(Table, AFileWrappedTwiceGivesItsFiftyRows) {
    const auto file = testing::shared_data() / "csv-dialectes/double-guillemets-excel.csv";
    const auto shape = detect_table(file);
    EXPECT_EQ(shape.columns.size(), 21U);
    EXPECT_EQ(shape.columns[1], "job");
    EXPECT_EQ(shape.decimal_mark, '.');
    const auto rows = rows_of(file, shape);
    ASSERT_EQ(rows.size(), 50U);
    for (const auto& row : rows) EXPECT_EQ(row.cells.size(), 21U);
    EXPECT_EQ(rows[0].cells[1], "blue-collar");
}

TEST(Table, RaggedRowsAreReportedAndKept) {
    const auto folder = testing::shared_data() / "csv-dialectes/ma-cantine";
    const auto partial = detect_table(folder / "purchases_bad_partial_header.csv");
    EXPECT_TRUE(partial.warnings.empty());
    EXPECT_TRUE(warns(detect_table(folder / "purchases_bad_extra_columns.csv"), "pas de titre"));

    const testing::ScratchFile file("a;b\n1;2\n1;2;3\n1\n");
    const auto shape = detect_table(file.path());
    EXPECT_TRUE(warns(shape, "à commencer par la ligne 3 (3 au lieu de 2)"));
    EXPECT_TRUE(warns(shape, "1 ligne(s) ont moins de cellules"));
    const auto rows = rows_of(file.path(), shape);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].cells.size(), 3U);
    EXPECT_EQ(rows[2].cells.size(), 2U);
}

TEST(Table, TheSheetAndTheTitlesOfWorkbooksAreFound) {
    struct Expected {
        std::string file, sheet;
        std::uint64_t header_row;
        std::string title;
        std::size_t rows;
    };
    const std::vector<Expected> list{
        {"SCDL.xlsx", "Du 01-01-2023 au 30-06-2023", 4, "N° SIRET", 10},
        {"SCDL_WITH_EXERCICE_ALT.xlsx", "Sheet1", 1, "idBeneficiaire", 3},
        {"SUBVENTIA.xlsx", "Sheet1", 1, "annee_demande", 48},
        {"SuiviActionsEvaluation_test.xlsx", "Feuille 1", 2, "N° Siret", 2},
        {"canteens_good.xlsx", "canteens_good-2", 1, "siret", 1},
        {"diagnostics_complete_good.xlsx", "diagnostics_complete_good_one_c", 1, "année_bilan", 1},
        {"fixture-errors.xlsx", "fixture", 3, "idBeneficiaire", 8},
        {"fonjep-new.xlsx", "Tiers", 1, "RaisonSociale", 4},
        {"gispro.xlsx", "Feuille 1", 1, "REGION", 4},
        {"new-chorus-export.xlsx", "1. Extraction", 1, "Code taxe 1", 7},
        {"purchases_good.xlsx", "purchases_good_xlsx_source", 1, "prix_ht", 1},
        {"purchases_good_with_empty_columns.xlsx", "purchases_good_with_empty_colum", 1, "prix_ht", 2}};
    for (const auto& expected : list) {
        const auto file = testing::shared_data() / "imports-tableur" / expected.file;
        const auto shape = detect_table(file);
        EXPECT_EQ(shape.sheet, expected.sheet) << expected.file;
        EXPECT_EQ(shape.header_row, expected.header_row) << expected.file;
        EXPECT_NE(std::ranges::find(shape.columns, expected.title), shape.columns.end()) << expected.file;
        EXPECT_EQ(rows_of(file, shape).size(), expected.rows) << expected.file;
    }
}

TEST(Table, CellsOfWorkbooksComeAsAPersonReadsThem) {
    const auto folder = testing::shared_data() / "imports-tableur";
    const auto first = [&](const std::string& name, const std::string& title) {
        const auto shape = detect_table(folder / name);
        return rows_of(folder / name, shape).at(0).cells.at(column(shape, title));
    };
    EXPECT_EQ(first("canteens_good.xlsx", "siret"), "21340172201787");
    EXPECT_EQ(first("purchases_good.xlsx", "date"), "2022-05-02");
    EXPECT_EQ(first("purchases_good.xlsx", "prix_ht"), "90.11");
    EXPECT_EQ(first("gispro.xlsx", "N° dépt ou région"), "1");
    EXPECT_EQ(first("SUBVENTIA.xlsx", "Date - Décision"), "2022-11-13");
    EXPECT_EQ(first("fixture-errors.xlsx", "dateConvention"), "2021-06-05");
}

TEST(Table, WhatIsNoTableIsRefusedWithAWayOut) {
    const auto folder = testing::shared_data() / "imports-tableur";
    const auto refusal_of = [](const std::filesystem::path& file) -> std::string {
        try {
            detect_table(file);
        } catch (const Refusal& refusal) {
            return refusal.message;
        }
        return {};
    };
    EXPECT_NE(refusal_of(folder / "SuiviActions_test.xls").find(".xlsx ou .csv"), std::string::npos);
    EXPECT_NE(refusal_of(folder / "diagnostics_simple_bad_file_format.ods").find(".xlsx ou .csv"), std::string::npos);
    EXPECT_NE(refusal_of(testing::ScratchFile("%PDF-1.7").path()).find("PDF"), std::string::npos);
    EXPECT_NE(refusal_of(testing::ScratchFile("").path()).find("vide"), std::string::npos);
    EXPECT_NE(refusal_of(testing::ScratchFile("PK\x03\x04 not really").path()).find("abîmé"), std::string::npos);
}

TEST(Table, APersonMayChooseOtherwise) {
    const testing::ScratchFile file("Liste des clients\n\nnom;solde;depuis\nDupont;1,50;05/06/2026\n");
    const auto shape = detect_table(file.path());
    EXPECT_EQ(shape.header_row, 3U);
    EXPECT_EQ(shape.decimal_mark, ',');
    EXPECT_FALSE(shape.date_order_is_sure);
    EXPECT_EQ(rows_of(file.path(), shape).at(0).line, 4U);
    EXPECT_TRUE(shape.rows_are_counted);
    EXPECT_EQ(shape.rows, 1U);

    TableChoices choices;
    choices.separator = ',';
    choices.header_row = 0;
    choices.day_first = false;
    const auto other = detect_table(file.path(), choices);
    EXPECT_EQ(other.dialect.separator, ',');
    EXPECT_EQ(other.header_row, 0U);
    EXPECT_FALSE(other.day_first);
    EXPECT_EQ(rows_of(file.path(), other).size(), 3U);
}

TEST(Table, HabitsAndDamageAreTold) {
    const testing::ScratchFile file("siret;le;prix\n2,13402E+13;12/31/2026;1.25\n2,13402E+13;01/02/2026;3.50\n");
    const auto shape = detect_table(file.path());
    EXPECT_FALSE(shape.day_first);
    EXPECT_TRUE(shape.date_order_is_sure);
    EXPECT_EQ(shape.decimal_mark, '.');
    EXPECT_TRUE(warns(shape, "« siret » contient des nombres abrégés"));
}

TEST(Table, ManyRowsAreEstimatedFromTheFirst) {
    std::string text = "nom;ville\n";
    for (int row = 0; row < 100'000; ++row) text += "Dupont;Rennes\n";
    const testing::ScratchFile file(text);
    const auto shape = detect_table(file.path());
    EXPECT_FALSE(shape.rows_are_counted);
    EXPECT_NEAR(static_cast<double>(shape.rows), 100'000, 1'000);
}

TEST(Table, ReadingResumesAfterDataRows) {
    const testing::ScratchFile file("titre\n\nnom;ville\na;b\n\nc;d\ne;f\n");
    const auto shape = detect_table(file.path());
    TableReader reader(file.path(), shape);
    reader.skip(1);
    Row row;
    ASSERT_TRUE(reader.next(row));
    EXPECT_EQ(row.cells[0], "c");
    EXPECT_EQ(row.number, 2U);
    EXPECT_EQ(row.line, 6U);
}

}  // namespace elan::files
