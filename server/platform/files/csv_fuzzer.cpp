#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "platform/files/table.hpp"
#include "platform/refusal.hpp"

// Any bytes: the first one chooses what a person may have corrected. A refusal is an answer; anything else is a defect.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    using namespace elan::files;
    static const auto file = std::filesystem::temp_directory_path() / fmt::format("elan-csv-fuzzer-{}", getpid());
    if (size == 0) return 0;
    const std::string_view content(reinterpret_cast<const char*>(bytes), size);
    std::ofstream(file, std::ios::binary) << content.substr(1);
    TableChoices choices;
    if (content[0] & 1) choices.encoding = static_cast<Encoding>((content[0] >> 1) & 7);
    if (content[0] & 16) choices.separator = ',';
    if (content[0] & 32) choices.header_row = 2;
    try {
        const auto shape = detect_table(file, choices);
        TableReader reader(file, shape);
        Row row;
        while (reader.next(row))
            if (row.cells.size() < shape.columns.size()) std::abort();
    } catch (const elan::Refusal&) {
    }
    return 0;
}
