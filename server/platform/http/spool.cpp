#include "platform/http/spool.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace elan::http {

namespace {

constexpr std::string_view prefix = "elan-spool-";

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

}  // namespace

Spool::Spool(const std::filesystem::path& folder) {
    std::string name = (folder / prefix).string() + "XXXXXX";
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) fail("create a temporary file");
    path_ = name;
}

Spool::~Spool() {
    if (mapped_) ::munmap(mapped_, size_);
    ::close(file_);
    std::error_code ignored;  // someone may have moved the file to where it belongs
    std::filesystem::remove(path_, ignored);
}

void Spool::append(std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("write a temporary file");
        size_ += static_cast<std::uint64_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::size_t Spool::read(std::uint64_t offset, std::size_t most, std::string& out) const {
    std::size_t before = out.size();
    out.resize(before + most);
    ssize_t got = ::pread(file_, out.data() + before, most, static_cast<off_t>(offset));
    if (got < 0) fail("read a temporary file");
    out.resize(before + static_cast<std::size_t>(got));
    return static_cast<std::size_t>(got);
}

std::string_view Spool::view() {
    if (size_ == 0) return {};
    if (!mapped_) {
        void* where = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
        if (where == MAP_FAILED) fail("map a temporary file");
        mapped_ = where;
    }
    return {static_cast<const char*>(mapped_), size_};
}

void remove_forgotten_spools(const std::filesystem::path& folder) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        if (entry.path().filename().string().starts_with(prefix)) std::filesystem::remove(entry.path(), ignored);
}

}  // namespace elan::http
