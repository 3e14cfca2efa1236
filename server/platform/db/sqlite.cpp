#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <fmt/format.h>

#include "platform/db/database.hpp"
#include "platform/db/pool.hpp"
#include "platform/db/sqlite_log_file.hpp"
#include "platform/db/statement_cache.hpp"
#include "platform/db/writer.hpp"

namespace elan::db {

namespace {

// Older versions can corrupt a base in WAL mode when two connections restart the log at once.
constexpr int oldest_sound_version = 3'051'003;
constexpr std::string_view unique_prefix = "UNIQUE constraint failed: ";

[[noreturn]] void fail(sqlite3* handle, std::string_view sql) {
    const int code = sqlite3_extended_errcode(handle);
    const std::string said = sqlite3_errmsg(handle);
    const auto what = fmt::format("SQLite: {} (code {}) in: {}", said, code, sql.substr(0, 500));
    if (code == SQLITE_INTERRUPT) throw TimedOut(what);
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
        throw UniqueViolation(what, said.starts_with(unique_prefix) ? said.substr(unique_prefix.size()) : said);
    throw Error(what);
}

class SqliteRow final : public Row {
 public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    double real(int column) const override { return sqlite3_column_double(statement_, column); }
    std::string_view text(int column) const override {
        const auto* start = sqlite3_column_text(statement_, column);
        if (!start) return {};
        return {reinterpret_cast<const char*>(start),
                static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    Value value(int column) const override {
        switch (sqlite3_column_type(statement_, column)) {
            case SQLITE_NULL:
                return {};
            case SQLITE_INTEGER:
                return integer(column);
            case SQLITE_FLOAT:
                return real(column);
            default:
                return std::string(text(column));
        }
    }
    int size() const override { return sqlite3_column_count(statement_); }

 private:
    sqlite3_stmt* statement_;
};

// A prepared statement. "$7" is a name to SQLite, whose own numbers follow the order of first appearance: places_ says
// which value belongs to each of them.
class Statement {
 public:
    Statement(sqlite3* handle, std::string_view sql) : handle_(handle), sql_(sql) {
        const auto length = static_cast<int>(sql_.size());
        if (sqlite3_prepare_v3(handle, sql_.data(), length, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) !=
            SQLITE_OK)
            fail(handle, sql);
        if (!statement_) throw Error("an empty statement was prepared");
        note_places();
        reads_ = sqlite3_stmt_readonly(statement_) != 0;
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    bool running() const { return running_; }

    template <typename Each>
    void run(std::span<const Value> parameters, Each each) {
        const Running running(*this);
        bind(parameters);
        const SqliteRow row(statement_);
        int outcome = sqlite3_step(statement_);
        for (; outcome == SQLITE_ROW; outcome = sqlite3_step(statement_)) each(row);
        if (outcome != SQLITE_DONE) fail(handle_, sql_);
    }

    bool only_reads() const { return reads_; }

 private:
    struct Running {
        explicit Running(Statement& which) : statement(which) { statement.running_ = true; }
        ~Running() {
            sqlite3_reset(statement.statement_);
            statement.running_ = false;
        }
        Running(const Running&) = delete;
        Running& operator=(const Running&) = delete;
        Statement& statement;
    };

    void note_places() {
        for (int index = 1; index <= sqlite3_bind_parameter_count(statement_); ++index) {
            const char* name = sqlite3_bind_parameter_name(statement_, index);
            const int number = name && *name == '$' ? std::atoi(name + 1) : 0;
            if (number < 1) throw Error("a parameter is not written $1, $2…: " + sql_);
            places_.push_back(static_cast<std::size_t>(number - 1));
        }
        bound_.resize(places_.size());  // never again: SQLite holds pointers into it
    }

    void bind(std::span<const Value> parameters) {
        for (std::size_t index = 0; index < places_.size(); ++index) {
            if (places_[index] >= parameters.size()) throw Error("a parameter has no value in: " + sql_);
            const auto& value = parameters[places_[index]];
            reads_ ? bind_if_new(index, value) : bind(static_cast<int>(index) + 1, value);
        }
    }

    // Where a table was analysed, SQLite plans a statement anew for each value bound to it, as some are rarer than
    // others. That is worth its price only when the value differs from the last one, so a question keeps what it was
    // asked with.
    void bind_if_new(std::size_t index, const Value& value) {
        auto& bound = bound_[index];
        if (bound == value) return;
        bound = value;
        try {
            bind(static_cast<int>(index) + 1, *bound);
        } catch (...) {
            bound.reset();
            throw;
        }
    }

    // Texts are not copied: they outlive the run, and whoever writes binds all of them anew.
    void bind(int index, const Value& value) {
        refuse_unstorable(value);
        int outcome = SQLITE_OK;
        if (const auto* integer = std::get_if<std::int64_t>(&value))
            outcome = sqlite3_bind_int64(statement_, index, *integer);
        else if (const auto* real = std::get_if<double>(&value))
            outcome = sqlite3_bind_double(statement_, index, *real);
        else if (const auto* text = std::get_if<std::string>(&value))
            outcome = sqlite3_bind_text64(statement_, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
        else
            outcome = sqlite3_bind_null(statement_, index);
        if (outcome != SQLITE_OK) fail(handle_, sql_);
    }

    sqlite3* handle_;
    std::string sql_;
    sqlite3_stmt* statement_ = nullptr;
    std::vector<std::size_t> places_;
    std::vector<std::optional<Value>> bound_;
    bool reads_ = false, running_ = false;
};

class SqliteConnection final : public Connection {
 public:
    SqliteConnection(const std::string& file, int flags, const char* file_system = nullptr) {
        const int outcome = sqlite3_open_v2(file.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, file_system);
        if (outcome != SQLITE_OK) {
            sqlite3_close_v2(handle_);
            throw Error(fmt::format("SQLite cannot open {}: {}", file, sqlite3_errstr(outcome)));
        }
        harden();
    }
    ~SqliteConnection() override {
        statements_.clear();
        sqlite3_close_v2(handle_);
    }
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    void query(std::string_view sql, std::span<const Value> parameters,
               const std::function<void(const Row&)>& each) override {
        run(*prepared(sql), parameters, each);
    }

    std::int64_t execute(std::string_view sql, std::span<const Value> parameters = {}) override {
        const auto statement = prepared(sql);
        run(*statement, parameters, [](const Row&) {});
        return statement->only_reads() ? 0 : sqlite3_changes64(handle_);
    }

    void script(std::string_view sql) override {
        const std::string text(sql);
        if (sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle_, text);
    }

    void insert_many(std::string_view table, std::span<const std::string> columns,
                     std::span<const Value> rows) override {
        const auto statement = prepared(insert_into(table, columns));
        for (std::size_t start = 0; start < rows.size(); start += columns.size())
            run(*statement, rows.subspan(start, columns.size()), [](const Row&) {});
    }

    std::string_view column_type(Storage storage) const override {
        return storage == Storage::Integer ? "integer" : storage == Storage::Real ? "real" : "text";
    }

    bool is_postgres() const override { return false; }

    bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

    // Only a copy is made by attaching another file.
    void refuse_other_files() { sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0); }

    // Statements started from now on are cancelled once they have run that long; 0: never.
    void limit(int limit_ms) { limit_ms_ = limit_ms; }

 private:
    using Moment = std::chrono::steady_clock::time_point;

    static std::string insert_into(std::string_view table, std::span<const std::string> columns) {
        std::string names;
        std::string places;
        for (std::size_t index = 0; index < columns.size(); ++index) {
            names += (index ? ", " : "") + quoted_name(columns[index]);
            places += fmt::format("{}${}", index ? ", " : "", index + 1);
        }
        return fmt::format("insert into {} ({}) values ({})", quoted_name(table), names, places);
    }

    template <typename Each>
    void run(Statement& statement, std::span<const Value> parameters, const Each& each) {
        if (limit_ms_ > 0) deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(limit_ms_);
        statement.run(parameters, each);
    }

    // A statement that is still handing over rows cannot start again: a nested run of the same text gets its own.
    std::shared_ptr<Statement> prepared(std::string_view sql) {
        auto known = statements_.find(sql);
        if (known && !known->running()) return known;
        auto fresh = std::make_shared<Statement>(handle_, sql);
        if (!known) statements_.keep(sql, fresh);
        return fresh;
    }

    void harden() {
        sqlite3_extended_result_codes(handle_, 1);
        sqlite3_busy_timeout(handle_, 5000);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_limit(handle_, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
        sqlite3_limit(handle_, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 5000);
        sqlite3_limit(handle_, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
        sqlite3_progress_handler(handle_, 2000, &SqliteConnection::is_overdue, this);
    }

    static int is_overdue(void* self) {
        const auto& connection = *static_cast<const SqliteConnection*>(self);
        return connection.limit_ms_ > 0 && std::chrono::steady_clock::now() > connection.deadline_;
    }

    sqlite3* handle_ = nullptr;
    StatementCache<Statement> statements_;
    int limit_ms_ = 0;
    Moment deadline_;
};

// The writer keeps more pages than a reader, because an import touches every index at random places.
constexpr int writer_cache_kb = 32'000;
constexpr int reader_cache_kb = 20'000;

// The log is copied into the base every 4000 pages, 16 MB: index pages written again and again are copied once. It may
// keep 64 MB of disk afterwards. secure_delete=fast: zeroing freed pages as well costs the text index three quarters of
// its rate.
constexpr std::string_view writer_settings = R"(
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma cell_size_check = on;
    pragma secure_delete = fast;
    pragma wal_autocheckpoint = 4000;
    pragma journal_size_limit = 67108864;
    pragma cache_size = -{};
)";

class SqliteTransaction final : public Transaction {
 public:
    explicit SqliteTransaction(const SqliteOptions& options)
        : connection_(options.file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, gathering_log_files()) {
        connection_.script(fmt::format(writer_settings, writer_cache_kb));
        if (connection_.first("pragma journal_mode") != Value(std::string("wal")))
            throw Error("SQLite could not switch the base to a write-ahead log: " + options.file);
        connection_.refuse_other_files();
    }

    Connection& connection() override { return connection_; }
    void begin() override { connection_.execute("begin immediate"); }
    void mark() override {
        if (std::exchange(marked_, true)) connection_.execute("release savepoint job");
        connection_.execute("savepoint job");
    }
    void return_to_mark() override { connection_.execute("rollback to savepoint job"); }
    void commit() override {
        connection_.execute("commit");
        marked_ = false;
    }
    void roll_back() noexcept override {
        marked_ = false;
        try {
            if (connection_.in_transaction()) connection_.execute("rollback");
        } catch (const std::exception&) {
            // SQLite rolls back by itself when the disk fails, and then has nothing left to roll back.
        }
    }
    bool sound() const override { return connection_.in_transaction(); }

 private:
    SqliteConnection connection_;
    bool marked_ = false;
};

std::unique_ptr<SqliteConnection> open_reader(const std::string& file) {
    auto reader = std::make_unique<SqliteConnection>(file, SQLITE_OPEN_READONLY);
    reader->script(
        fmt::format("pragma query_only = on; pragma cell_size_check = on; pragma cache_size = -{};", reader_cache_kb));
    reader->refuse_other_files();
    return reader;
}

// Rolls back unless told to keep; a read has nothing to lose, it only lets go of its snapshot.
void read_snapshot(SqliteConnection& reader, const std::function<void(Connection&)>& work, int limit_ms) {
    struct Snapshot {
        explicit Snapshot(SqliteConnection& of) : connection(of) { connection.execute("begin"); }
        ~Snapshot() {
            connection.limit(0);
            try {
                if (connection.in_transaction()) connection.execute("rollback");
            } catch (const std::exception&) {
                // The connection is of no more use; the next read says why.
            }
        }
        Snapshot(const Snapshot&) = delete;
        Snapshot& operator=(const Snapshot&) = delete;
        SqliteConnection& connection;
    };
    const Snapshot snapshot(reader);
    reader.limit(limit_ms);
    work(reader);
}

class SqliteDatabase final : public Database {
 public:
    explicit SqliteDatabase(const SqliteOptions& options)
        : file_(options.file),
          writer_(std::make_unique<SqliteTransaction>(options)),
          readers_(options.readers, [file = options.file] { return open_reader(file); }) {}

    void read(const std::function<void(Connection&)>& work, int limit_ms) override {
        readers_.lend([&](SqliteConnection& reader) { read_snapshot(reader, work, limit_ms); },
                      [&](SqliteConnection& reader) { work(reader); });
    }

    void write(const std::function<void(Connection&)>& work) override { writer_.write(work); }
    void after_commit(std::function<void()> wake) override { writer_.after_commit(std::move(wake)); }
    bool is_postgres() const override { return false; }
    void copy_into(const std::string& file) override;
    std::vector<std::string> integrity_complaints() override;

 private:
    std::string file_;
    Writer writer_;
    Pool<SqliteConnection> readers_;
};

// Makes what was written to `path`, a file or a folder, survive a power cut.
void sync(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int cause = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!synced) throw Error(fmt::format("cannot sync {}: {}", path, std::strerror(cause)));
}

std::string folder_of(const std::string& file) {
    const auto slash = file.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

// SQLite gives its log the permissions of the base, so that creating the base closed closes both.
void create_closed(const std::string& file, int extra_flags) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | extra_flags, S_IRUSR | S_IWUSR);
    if (descriptor < 0) throw Error(fmt::format("cannot open {}: {}", file, std::strerror(errno)));
    const bool closed = ::fchmod(descriptor, S_IRUSR | S_IWUSR) == 0;
    ::close(descriptor);
    if (!closed) throw Error(fmt::format("cannot close {} to other users", file));
}

// The write-ahead log shares memory between processes, which no network file system does.
void refuse_network_folder(const std::string& folder) {
    struct statfs volume {};
    if (::statfs(folder.c_str(), &volume) != 0)
        throw Error(fmt::format("cannot look at {}: {}", folder, std::strerror(errno)));
    constexpr std::array<unsigned long, 4> network = {0x6969, 0x517B, 0xFF534D42, 0xFE534D42};  // NFS, SMB, CIFS, SMB2
    const auto kind = static_cast<unsigned long>(volume.f_type) & 0xFFFFFFFF;
    if (std::ranges::find(network, kind) != network.end())
        throw Error(fmt::format("{} is on a network file system, on which SQLite's log is not safe", folder));
}

void SqliteDatabase::copy_into(const std::string& file) {
    create_closed(file, O_EXCL);
    SqliteConnection source(file_, SQLITE_OPEN_READONLY);
    const Values target{file};
    source.execute("vacuum into $1", target);
    sync(file);
    sync(folder_of(file));
}

std::vector<std::string> SqliteDatabase::integrity_complaints() {
    std::vector<std::string> complaints;
    const auto check = [&](Connection& connection) {
        connection.query("pragma integrity_check(100)", {}, [&](const Row& row) {
            if (row.text(0) != "ok") complaints.emplace_back(row.text(0));
        });
        connection.query("pragma foreign_key_check", {}, [&](const Row& row) {
            complaints.push_back(
                fmt::format("{} row {} points to a missing row of {}", row.text(0), row.text(1), row.text(2)));
        });
    };
    try {
        read(check, 0);
    } catch (const Error& damage) {  // some damage stops the check itself
        complaints.emplace_back(damage.what());
    }
    return complaints;
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
    if (sqlite3_libversion_number() < oldest_sound_version)
        throw Error(
            fmt::format("SQLite {} is linked, but versions before 3.51.3 can corrupt a base: use 3.51.3 or newer",
                        sqlite3_libversion()));
    refuse_network_folder(folder_of(options.file));
    create_closed(options.file, 0);
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace elan::db
