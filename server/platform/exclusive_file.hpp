#pragma once

#include <filesystem>

namespace elan {

// A file that one process at a time may hold. The system lets go of it when the process ends, however it ends.
class ExclusiveFile {
 public:
    // Refuses (Conflict) with `refusal` when another process, or another object here, holds it.
    ExclusiveFile(const std::filesystem::path& file, const char* refusal);
    ~ExclusiveFile();
    ExclusiveFile(const ExclusiveFile&) = delete;
    ExclusiveFile& operator=(const ExclusiveFile&) = delete;

 private:
    int descriptor_;
};

}  // namespace elan
