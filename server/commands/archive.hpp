#pragma once

#include <filesystem>
#include <string>

namespace elan {

// A backup file: every file of a folder, one after the other, sealed as one stream. Each entry is its name, its length
// and its bytes; the last says that nothing is left.
void write_archive(const std::filesystem::path& folder, const std::filesystem::path& archive, const std::string& key);

// Unpacks into a folder that must be empty or absent. Refuses a wrong key or a damaged file before anything is
// believed; names that would leave the folder are refused.
void read_archive(const std::filesystem::path& archive, const std::filesystem::path& folder, const std::string& key);

}  // namespace elan
