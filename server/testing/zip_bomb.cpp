#include "testing/zip_bomb.hpp"

#include <zip.h>

#include <array>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "testing/scratch_file.hpp"

namespace elan::testing {

std::string zip_bomb() {
    const std::string sheet = "<worksheet><sheetData>" + std::string(80'000'000, ' ') + "</sheetData></worksheet>";
    const std::array<std::pair<const char*, std::string_view>, 5> entries{{
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels",
         R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
        {"xl/workbook.xml",
         R"(<workbook xmlns:r="r"><sheets><sheet name="Feuille" sheetId="1" r:id="s1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)"},
        {"xl/worksheets/sheet1.xml", sheet},
    }};
    const ScratchFile file("", ".xlsx");
    auto* archive = zip_open(file.path().c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, content] : entries)
        zip_file_add(archive, name, zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
    if (zip_close(archive) != 0) throw std::runtime_error("the bomb cannot be made");
    std::ifstream in(file.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace elan::testing
