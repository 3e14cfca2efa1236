#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

struct zip;
struct zip_file;

// A ZIP archive from a stranger, read entry by entry and never written to disk.
namespace elan::files {

// What a workbook may cost to read. A bomb is recognised by what comes out of it, not by what it says of itself.
struct ZipLimits {
    std::uint64_t entries = 10'000;
    std::uint64_t bytes = 2'000'000'000;  // decompressed, over the whole archive
    std::uint64_t bytes_before_ratio = 64'000'000;
    std::uint64_t ratio = 200;  // decompressed to compressed, beyond the line above
};

class ZipArchive {
 public:
    explicit ZipArchive(const std::filesystem::path& file, ZipLimits limits = {});

    // One entry, piece by piece. The archive must live longer.
    class Entry {
     public:
        std::size_t read(std::span<char> piece);  // 0 at the end
        std::uint64_t size() const { return size_; }

     private:
        friend class ZipArchive;
        struct Close {
            void operator()(zip_file* file) const;
        };
        ZipArchive* archive_ = nullptr;
        std::unique_ptr<zip_file, Close> file_;
        std::uint64_t size_ = 0;
    };
    std::optional<Entry> open(const std::string& name);
    bool has(const std::string& name) const;

 private:
    struct Discard {
        void operator()(zip* archive) const;
    };
    void spend(std::size_t bytes);

    std::unique_ptr<zip, Discard> archive_;
    ZipLimits limits_;
    std::uint64_t compressed_ = 0;
    std::uint64_t spent_ = 0;
};

}  // namespace elan::files
