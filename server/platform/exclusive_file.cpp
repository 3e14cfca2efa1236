#include "platform/exclusive_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "platform/refusal.hpp"

namespace elan {

ExclusiveFile::ExclusiveFile(const std::filesystem::path& file, const char* refusal)
    : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), file.string());
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(descriptor_);
    refuse(Problem::Conflict, refusal);
}

ExclusiveFile::~ExclusiveFile() { ::close(descriptor_); }

}  // namespace elan
