#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace elan::http {

// Bytes too many for memory, in a private temporary file that goes away with this object.
class Spool {
 public:
    explicit Spool(const std::filesystem::path& folder);
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    // Throws std::system_error when the disk refuses, std::errc::no_space_on_device among others.
    void append(std::string_view bytes);
    // Up to `most` bytes from `offset`, appended to `out`; returns how many.
    std::size_t read(std::uint64_t offset, std::size_t most, std::string& out) const;
    std::uint64_t size() const { return size_; }
    const std::filesystem::path& path() const { return path_; }
    // The whole file, mapped. Nothing may be appended afterwards.
    std::string_view view();

 private:
    std::filesystem::path path_;
    int file_ = -1;
    std::uint64_t size_ = 0;
    void* mapped_ = nullptr;
};

// What a server that was killed left in the folder.
void remove_forgotten_spools(const std::filesystem::path& folder);

}  // namespace elan::http
