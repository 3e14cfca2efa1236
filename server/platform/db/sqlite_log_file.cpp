#include "platform/db/sqlite_log_file.hpp"

#include <sqlite3.h>

#include <new>
#include <string>

#include "platform/db/database.hpp"

namespace elan::db {

namespace {

// Large enough for most commits. SQLite's file for Unix writes less than 128 kB at a time, and nothing of 128 kB.
constexpr std::size_t piece = 128 * 1024 - 1;

// The system's own file follows this one in the room that SQLite gives (szOsFile).
struct LogFile {
    sqlite3_file base;
    std::string* pending;  // what belongs into the file at `at`
    sqlite3_int64 at;

    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    bool continues(sqlite3_int64 offset) const { return offset == at + static_cast<sqlite3_int64>(pending->size()); }

    // A commit whose frames could not be written fails, and its frames come again: nothing is kept of it.
    int let_go() {
        if (pending->empty()) return SQLITE_OK;
        const int outcome = real()->pMethods->xWrite(real(), pending->data(), static_cast<int>(pending->size()), at);
        pending->clear();
        return outcome;
    }
};

LogFile& log_file(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }

// What the system's file answers, once it holds all that was written.
template <class Ask>
int settled(sqlite3_file* file, const Ask& ask) {
    auto& log = log_file(file);
    const int outcome = log.let_go();
    return outcome == SQLITE_OK ? ask(log.real(), *log.real()->pMethods) : outcome;
}

int close(sqlite3_file* file) {
    auto& log = log_file(file);
    const int written = log.let_go();
    delete log.pending;
    const int closed = log.real()->pMethods->xClose(log.real());
    return written == SQLITE_OK ? closed : written;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    auto& log = log_file(file);
    const auto size = static_cast<std::size_t>(count);
    if (!log.continues(offset) || log.pending->size() + size > piece) {
        if (const int outcome = log.let_go(); outcome != SQLITE_OK) return outcome;
        log.at = offset;
    }
    if (size > piece) return log.real()->pMethods->xWrite(log.real(), bytes, count, offset);
    try {
        log.pending->append(static_cast<const char*>(bytes), size);
    } catch (const std::bad_alloc&) {
        return SQLITE_IOERR_NOMEM;
    }
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
    return settled(file, [&](auto* real, auto& of) { return of.xRead(real, bytes, count, offset); });
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    return settled(file, [&](auto* real, auto& of) { return of.xTruncate(real, size); });
}

int sync(sqlite3_file* file, int flags) {
    return settled(file, [&](auto* real, auto& of) { return of.xSync(real, flags); });
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return settled(file, [&](auto* real, auto& of) { return of.xFileSize(real, size); });
}

int lock(sqlite3_file* file, int kind) {
    return settled(file, [&](auto* real, auto& of) { return of.xLock(real, kind); });
}

int unlock(sqlite3_file* file, int kind) {
    return settled(file, [&](auto* real, auto& of) { return of.xUnlock(real, kind); });
}

int check_lock(sqlite3_file* file, int* held) {
    return settled(file, [&](auto* real, auto& of) { return of.xCheckReservedLock(real, held); });
}

int control(sqlite3_file* file, int what, void* with) {
    return settled(file, [&](auto* real, auto& of) { return of.xFileControl(real, what, with); });
}

int sector_size(sqlite3_file* file) {
    auto* const real = log_file(file).real();
    return real->pMethods->xSectorSize(real);
}

int characteristics(sqlite3_file* file) {
    auto* const real = log_file(file).real();
    return real->pMethods->xDeviceCharacteristics(real);
}

const sqlite3_io_methods methods{.iVersion = 1,
                                 .xClose = close,
                                 .xRead = read,
                                 .xWrite = write,
                                 .xTruncate = truncate,
                                 .xSync = sync,
                                 .xFileSize = file_size,
                                 .xLock = lock,
                                 .xUnlock = unlock,
                                 .xCheckReservedLock = check_lock,
                                 .xFileControl = control,
                                 .xSectorSize = sector_size,
                                 .xDeviceCharacteristics = characteristics,
                                 .xShmMap = nullptr,
                                 .xShmLock = nullptr,
                                 .xShmBarrier = nullptr,
                                 .xShmUnmap = nullptr,
                                 .xFetch = nullptr,
                                 .xUnfetch = nullptr};

sqlite3_vfs* system_files() {
    static auto* const files = sqlite3_vfs_find(nullptr);
    return files;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* opened) {
    auto* const files = system_files();
    if (!(flags & SQLITE_OPEN_WAL)) return files->xOpen(files, name, file, flags, opened);
    auto& log = *new (file) LogFile{};
    const int outcome = files->xOpen(files, name, log.real(), flags, opened);
    if (outcome != SQLITE_OK) return outcome;
    log.pending = new (std::nothrow) std::string;
    if (!log.pending) {
        log.real()->pMethods->xClose(log.real());
        return SQLITE_NOMEM;
    }
    log.base.pMethods = &methods;
    return SQLITE_OK;
}

sqlite3_vfs* registered() {
    static sqlite3_vfs files = *system_files();
    files.zName = "elan";
    files.szOsFile += static_cast<int>(sizeof(LogFile));
    files.xOpen = open;
    if (sqlite3_vfs_register(&files, 0) != SQLITE_OK) throw Error("SQLite refused Élan's file system");
    return &files;
}

}  // namespace

const char* gathering_log_files() {
    static const auto* const files = registered();
    return files->zName;
}

}  // namespace elan::db
