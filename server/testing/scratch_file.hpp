#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace elan::testing {

// A file in the temporary folder that disappears with this object.
class ScratchFile {
 public:
    explicit ScratchFile(std::string_view content = {}, std::string_view extension = "")
        : path_(fresh_path(extension)) {
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~ScratchFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    const std::filesystem::path& path() const { return path_; }

 private:
    static std::filesystem::path fresh_path(std::string_view extension) {
        static std::atomic<int> count = 0;
        const auto name = "elan-" + std::to_string(getpid()) + "-" + std::to_string(++count) + std::string(extension);
        return std::filesystem::temp_directory_path() / name;
    }

    std::filesystem::path path_;
};

}  // namespace elan::testing
