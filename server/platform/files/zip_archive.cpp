#include "platform/files/zip_archive.hpp"

#include <zip.h>

#include "platform/refusal.hpp"

namespace elan::files {

namespace {

[[noreturn]] void refuse_broken() {
    refuse(Problem::Malformed,
           "Ce classeur est abîmé. Ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis réessayez.");
}

[[noreturn]] void refuse_bomb() {
    refuse(Problem::TooLarge,
           "Ce classeur est trop volumineux une fois décompressé. Découpez-le ou enregistrez-le au format .csv.");
}

}  // namespace

void ZipArchive::Discard::operator()(zip* archive) const { zip_discard(archive); }
void ZipArchive::Entry::Close::operator()(zip_file* file) const { zip_fclose(file); }

ZipArchive::ZipArchive(const std::filesystem::path& file, ZipLimits limits)
    : limits_(limits), compressed_(std::filesystem::file_size(file)) {
    int error = 0;
    archive_.reset(zip_open(file.c_str(), ZIP_RDONLY, &error));
    if (!archive_) refuse_broken();
    if (zip_get_num_entries(archive_.get(), 0) > static_cast<zip_int64_t>(limits_.entries)) refuse_bomb();
}

bool ZipArchive::has(const std::string& name) const {
    return zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

std::optional<ZipArchive::Entry> ZipArchive::open(const std::string& name) {
    const auto index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
    if (index < 0) return std::nullopt;
    Entry entry;
    entry.archive_ = this;
    entry.file_.reset(zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
    if (!entry.file_) refuse_broken();
    zip_stat_t stat;
    if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE))
        entry.size_ = stat.size;
    return entry;
}

std::size_t ZipArchive::Entry::read(std::span<char> piece) {
    const auto count = zip_fread(file_.get(), piece.data(), piece.size());
    if (count < 0) refuse_broken();
    archive_->spend(static_cast<std::size_t>(count));
    return static_cast<std::size_t>(count);
}

void ZipArchive::spend(std::size_t bytes) {
    spent_ += bytes;
    const bool is_bomb = spent_ > limits_.bytes_before_ratio && spent_ / limits_.ratio > compressed_;
    if (spent_ > limits_.bytes || is_bomb) refuse_bomb();
}

}  // namespace elan::files
