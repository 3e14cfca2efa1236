#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The one small port to both databases. Statements are written once, with $1, $2… for parameters, in the common part of
// SQLite's and PostgreSQL's SQL; where the two differ, the difference is a method here and lives in sqlite.cpp or
// postgres.cpp.
namespace elan::db {

// What both databases store: nothing, an integer (also yes/no as 0 and 1, cents, UTC milliseconds), a real, a text in
// UTF-8.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
using Values = std::vector<Value>;

// One row of an answer, valid only during the call that hands it over. Columns count from 0.
class Row {
 public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;  // empty when null
    // The column as stored; on PostgreSQL the type is read from the answer's column type.
    virtual Value value(int column) const = 0;
    virtual int size() const = 0;
};

// The database refused or failed; what() is technical and never shown to a person.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// A unique index refused a write. `index` is the index's name where the database tells it, else the columns as it words
// them.
struct UniqueViolation : Error {
    UniqueViolation(const std::string& what, std::string name) : Error(what), index(std::move(name)) {}
    std::string index;
};
// The statement was cancelled because it took longer than its limit.
struct TimedOut : Error {
    using Error::Error;
};

// How a column is kept; each database has its own word for it.
enum class Storage { Integer, Real, Text };

class Connection {
 public:
    virtual ~Connection() = default;

    // Calls `each` for every row, in order. The statement is prepared once per connection and text, and kept; `each`
    // may run other statements. PostgreSQL holds the whole answer in memory meanwhile: read a large table in pages of
    // its key.
    virtual void query(std::string_view sql, std::span<const Value> parameters,
                       const std::function<void(const Row&)>& each) = 0;
    // Runs a statement that answers nothing; returns how many rows it touched.
    virtual std::int64_t execute(std::string_view sql, std::span<const Value> parameters = {}) = 0;
    // Runs several statements without parameters, separated by semicolons: schema steps.
    virtual void script(std::string_view sql) = 0;
    // Inserts many rows at once: COPY on PostgreSQL, one prepared statement on SQLite. `rows` holds columns.size()
    // values a row.
    virtual void insert_many(std::string_view table, std::span<const std::string> columns,
                             std::span<const Value> rows) = 0;

    // The word for a column type in `create table`: bigint/integer, double precision/real, text. Text compares by bytes
    // on both.
    virtual std::string_view column_type(Storage storage) const = 0;
    virtual bool is_postgres() const = 0;

    // First column of the first row, or null when there is none.
    Value first(std::string_view sql, std::span<const Value> parameters = {});
    std::int64_t first_integer(std::string_view sql, std::span<const Value> parameters = {});  // 0 when none
};

// Runs `work` so that it can fail without spoiling the transaction around it: what it wrote is undone, what it threw is
// thrown again and may be caught. Without this, PostgreSQL refuses every statement after one that failed.
void attempt(Connection& connection, const std::function<void()>& work);

// Throws Error for what one of the two databases cannot keep: a zero byte in a text, a real that is not finite.
void refuse_unstorable(const Value& value);
// A table's or column's name as it stands in a statement.
std::string quoted_name(std::string_view name);

// One base: many readers, one writer.
class Database {
 public:
    virtual ~Database() = default;

    // Runs `work` on the calling thread over one consistent snapshot, on a pooled read-only connection. Statements are
    // cancelled after `limit_ms` (0: never).
    virtual void read(const std::function<void(Connection&)>& work, int limit_ms = 5000) = 0;

    // Runs `work` in a transaction and returns once it is durable. Writes pass one after the other: a lone one on the
    // calling thread, concurrent ones on the writer thread, which groups them into one commit (a savepoint each) and
    // one sync. What `work` throws undoes its own writes only and is thrown again here. On PostgreSQL the writer holds
    // a lock per schema during the transaction, so that several servers take turns and log positions follow commit
    // order.
    virtual void write(const std::function<void(Connection&)>& work) = 0;

    // Called after each durable group, on the thread that wrote it and before write() returns: must be short, must not
    // throw and must not write (readers of the log use it to wake up).
    virtual void after_commit(std::function<void()> wake) = 0;

    virtual bool is_postgres() const = 0;
    // An online consistent copy into `file` (SQLite: VACUUM INTO). PostgreSQL: throws, its backup goes table by table.
    virtual void copy_into(const std::string& file) = 0;
    // Structural self-check: the complaints, empty when sound.
    virtual std::vector<std::string> integrity_complaints() = 0;
};

struct SqliteOptions {
    std::string file;
    int readers = 4;
};
// Opens or creates the base. Throws Error with a clear sentence when the linked SQLite is older than 3.51.3 (WAL-reset
// race).
std::unique_ptr<Database> open_sqlite(const SqliteOptions& options);

struct PostgresOptions {
    std::string url;     // libpq connection string or URL; a host that is not local must use sslmode=verify-full
    std::string schema;  // one schema a workspace, created when missing
    int readers = 4;
};
std::unique_ptr<Database> open_postgres(const PostgresOptions& options);

}  // namespace elan::db
