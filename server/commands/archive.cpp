#include "commands/archive.hpp"

#include <fmt/format.h>

#include <fstream>

#include "platform/crypto/stream_seal.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

namespace fs = std::filesystem;

constexpr const char* about = "elan backup 1";
constexpr std::size_t piece = 64 * 1024;

class Unpacking {
 public:
    Unpacking(std::istream& in, const std::string& key) : reader_(in, key, about) {}
    // The text up to the next line end.
    std::string line() {
        std::string text;
        for (;;) {
            if (place_ == held_.size() && !fill()) refuse(Problem::Invalid, "Cette sauvegarde est incomplète.");
            const char c = held_[place_++];
            if (c == '\n') return text;
            text += c;
        }
    }
    void copy_to(std::ostream& out, std::uint64_t length) {
        while (length > 0) {
            if (place_ == held_.size() && !fill()) refuse(Problem::Invalid, "Cette sauvegarde est incomplète.");
            const auto count = std::min<std::uint64_t>(length, held_.size() - place_);
            out.write(held_.data() + place_, static_cast<std::streamsize>(count));
            place_ += count;
            length -= count;
        }
    }
    bool at_end() { return place_ == held_.size() && !fill(); }

 private:
    bool fill() {
        held_ = reader_.next();
        place_ = 0;
        return !held_.empty();
    }
    SealedReader reader_;
    std::string held_;
    std::size_t place_ = 0;
};

fs::path inside(const fs::path& folder, const std::string& name) {
    const fs::path relative(name);
    const bool leaves = relative.is_absolute() || name.empty() ||
                        std::ranges::any_of(relative, [](const fs::path& part) { return part == ".."; });
    if (leaves) refuse(Problem::Invalid, "Cette sauvegarde contient un nom de fichier interdit.");
    return folder / relative;
}

}  // namespace

void write_archive(const fs::path& folder, const fs::path& archive, const std::string& key) {
    std::ofstream out(archive, std::ios::binary | std::ios::trunc);
    SealedWriter writer(out, key, about);
    std::string bytes(piece, '\0');
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        writer.write(fmt::format("{}\n{}\n", fs::relative(entry.path(), folder).string(), entry.file_size()));
        std::ifstream in(entry.path(), std::ios::binary);
        while (in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || in.gcount() > 0) {
            writer.write(std::string_view(bytes).substr(0, static_cast<std::size_t>(in.gcount())));
        }
    }
    writer.finish();
    if (!out.flush())
        refuse(Problem::StorageFull, "La sauvegarde n’a pas pu être écrite : vérifiez la place sur le disque.");
}

void read_archive(const fs::path& archive, const fs::path& folder, const std::string& key) {
    std::ifstream in(archive, std::ios::binary);
    if (!in) refuse(Problem::NotFound, fmt::format("Le fichier {} n’a pas pu être lu.", archive.string()));
    if (fs::exists(folder) && !fs::is_empty(folder))
        refuse(Problem::Conflict, "Ce dossier n’est pas vide : restaurez dans un dossier neuf.");
    Unpacking unpacking(in, key);
    fs::create_directories(folder);
    while (!unpacking.at_end()) {
        const auto name = unpacking.line();
        const auto length = unpacking.line();
        const auto target = inside(folder, name);
        fs::create_directories(target.parent_path());
        std::ofstream out(target, std::ios::binary);
        unpacking.copy_to(out, std::stoull(length));
        if (!out.flush())
            refuse(Problem::StorageFull, "La restauration n’a pas pu être écrite : vérifiez la place sur le disque.");
        fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write);
    }
}

}  // namespace elan
