#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string_view>

#include "platform/files/table.hpp"
#include "platform/refusal.hpp"

// Any bytes as a workbook. A refusal is an answer; anything else is a defect.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    using namespace elan::files;
    static const auto file = std::filesystem::temp_directory_path() / fmt::format("elan-xlsx-fuzzer-{}", getpid());
    std::ofstream(file, std::ios::binary) << std::string_view(reinterpret_cast<const char*>(bytes), size);
    try {
        Workbook workbook(file, {.entries = 100, .bytes = 10'000'000});
        Row row;
        for (const auto& sheet : workbook.sheets()) {
            XlsxReader reader(workbook, sheet);
            while (reader.next(row)) {
            }
        }
        detect_table(file);
    } catch (const elan::Refusal&) {
    }
    return 0;
}
