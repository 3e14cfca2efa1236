#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "platform/db/database.hpp"
#include "platform/db/pool.hpp"
#include "platform/db/statement_cache.hpp"
#include "platform/db/writer.hpp"

namespace elan::db {

namespace {

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

// The server went away: what was under way is lost, a new connection may work.
struct Lost : Error {
    using Error::Error;
};
// The plan of a prepared statement no longer fits its tables; preparing it again is enough.
struct StalePlan : Error {
    using Error::Error;
};

std::string_view field(const PGresult* result, int which) {
    const char* text = PQresultErrorField(result, which);
    return text ? text : "";
}

bool is_stale(const PGresult* result) {
    return field(result, PG_DIAG_SQLSTATE) == "0A000" &&
           field(result, PG_DIAG_MESSAGE_PRIMARY).starts_with("cached plan");
}

[[noreturn]] void fail(PGconn* handle, const PGresult* result, std::string_view sql) {
    const auto state = field(result, PG_DIAG_SQLSTATE);
    const auto said = state.empty() ? std::string_view(PQerrorMessage(handle)) : field(result, PG_DIAG_MESSAGE_PRIMARY);
    const auto what = fmt::format("PostgreSQL: {} (state {}) in: {}", said, state, sql.substr(0, 500));
    if (state == "23505") throw UniqueViolation(what, std::string(field(result, PG_DIAG_CONSTRAINT_NAME)));
    if (state == "57014") throw TimedOut(what);
    if (is_stale(result)) throw StalePlan(what);
    if (PQstatus(handle) == CONNECTION_BAD || state.starts_with("57P")) throw Lost(what);  // 57P: it shuts down
    throw Error(what);
}

bool succeeded(const PGresult* result) {
    const auto status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN ||
           status == PGRES_EMPTY_QUERY;
}

template <typename Number>
Number number_in(std::string_view text) {
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// Column types of an answer, as PostgreSQL numbers them.
enum Type : Oid {
    Bool = 16,
    Int8 = 20,
    Int2 = 21,
    Int4 = 23,
    ObjectId = 26,
    Float4 = 700,
    Float8 = 701,
    Numeric = 1700
};

class PostgresRow final : public Row {
 public:
    PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}

    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
    std::int64_t integer(int column) const override {
        const auto written = text(column);
        return written == "t" ? 1 : number_in<std::int64_t>(written);
    }
    double real(int column) const override { return number_in<double>(text(column)); }
    std::string_view text(int column) const override {
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }
    Value value(int column) const override;
    int size() const override { return PQnfields(result_); }

 private:
    const PGresult* result_;
    int row_;
};

// sum() over integers answers a numeric, written without a point as long as it is whole; avg() always has one. Read so,
// both give what SQLite gives.
Value PostgresRow::value(int column) const {
    if (is_null(column)) return {};
    switch (PQftype(result_, column)) {
        case Bool:
        case Int2:
        case Int4:
        case Int8:
        case ObjectId:
            return integer(column);
        case Float4:
        case Float8:
            return real(column);
        case Numeric:
            if (text(column).find_first_of(".Nn") != std::string_view::npos) return real(column);
            return integer(column);
        default:
            return std::string(text(column));
    }
}

std::string written(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    return std::get<std::string>(value);
}

// Parameters as texts, the way libpq wants them; texts are not copied.
class Parameters {
 public:
    explicit Parameters(std::span<const Value> values) {
        numbers_.reserve(values.size());
        for (const auto& value : values) {
            refuse_unstorable(value);
            pointers_.push_back(pointer_to(value));
        }
    }
    int size() const { return static_cast<int>(pointers_.size()); }
    const char* const* pointers() const { return pointers_.data(); }

 private:
    const char* pointer_to(const Value& value) {
        if (std::holds_alternative<std::monostate>(value)) return nullptr;
        if (const auto* text = std::get_if<std::string>(&value)) return text->c_str();
        return numbers_.emplace_back(written(value)).c_str();
    }

    std::vector<std::string> numbers_;
    std::vector<const char*> pointers_;
};

// One value of a COPY line: a tab ends a value, a line feed ends the row, \N is null.
void append_copied(std::string& line, const Value& value) {
    refuse_unstorable(value);
    if (std::holds_alternative<std::monostate>(value)) {
        line += "\\N";
        return;
    }
    for (const char c : written(value)) switch (c) {
            case '\\':
                line += "\\\\";
                break;
            case '\t':
                line += "\\t";
                break;
            case '\n':
                line += "\\n";
                break;
            case '\r':
                line += "\\r";
                break;
            default:
                line += c;
        }
}

struct Statement {
    std::string name;
};

using Commands = std::vector<std::string>;

// How often the schema changed in this process: connections drop the plans they made for an older one.
using SchemaVersion = std::atomic<std::int64_t>;

class PostgresConnection final : public Connection {
 public:
    PostgresConnection(const PostgresOptions& options, const SchemaVersion& version)
        : url_(options.url), schema_(options.schema), version_(version), planned_for_(version.load()) {
        connect();
    }
    ~PostgresConnection() override { PQfinish(handle_); }
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    void query(std::string_view sql, std::span<const Value> parameters,
               const std::function<void(const Row&)>& each) override {
        const auto result = answer(sql, parameters);
        const int rows = PQntuples(result.get());
        for (int row = 0; row < rows; ++row) each(PostgresRow(result.get(), row));
    }

    std::int64_t execute(std::string_view sql, std::span<const Value> parameters) override {
        const auto result = answer(sql, parameters);
        note_schema_change(PQcmdStatus(result.get()));
        return number_in<std::int64_t>(PQcmdTuples(result.get()));
    }

    void script(std::string_view sql) override {
        send_ahead();
        command(std::string(sql));
        changed_schema_ = true;
        drop_plans();
    }

    void insert_many(std::string_view table, std::span<const std::string> columns,
                     std::span<const Value> rows) override;

    std::string_view column_type(Storage storage) const override {
        return storage == Storage::Integer ? "bigint"
               : storage == Storage::Real  ? "double precision"
                                           : "text collate \"C\"";
    }

    bool is_postgres() const override { return true; }

    // Starts a transaction: the commands travel together with its first statement, which saves a round trip.
    void begin(Commands commands, int limit_ms) {
        forget_last_end();
        ahead_ = std::move(commands);
        started_ = false;
        try {
            if (std::exchange(limit_ms_, limit_ms) != limit_ms) command(limit_words());
            if (planned_for_ != version_.load()) drop_plans();
        } catch (const Lost&) {
            connect();
        }
    }

    // Has `sql` travel with the next statement.
    void defer(std::string sql) { ahead_.push_back(std::move(sql)); }
    bool has_deferred() const { return !ahead_.empty(); }
    void forget_deferred() { ahead_.clear(); }

    // Ends a transaction that has nothing to keep; nobody waits for the answer.
    void end_unheard() {
        ahead_.clear();
        if (started_) PQsendQuery(handle_, "rollback");
    }

    // Runs statements without parameters and without keeping a plan; the answer is the last one's.
    Result command(const std::string& sql) {
        Result result(PQexec(handle_, sql.c_str()));
        if (!succeeded(result.get())) fail(handle_, result.get(), sql);
        return result;
    }

    bool started() const { return started_; }
    bool in_transaction() const { return PQtransactionStatus(handle_) != PQTRANS_IDLE; }
    bool sound() const { return !started_ || PQtransactionStatus(handle_) == PQTRANS_INTRANS; }
    bool took_schema_change() { return std::exchange(changed_schema_, false); }

 private:
    // The first statement of a transaction can be tried again: nothing was read or written before it. So a connection
    // that died while nobody used it is replaced, and a plan made for a schema that another server has changed since is
    // made anew.
    Result answer(std::string_view sql, std::span<const Value> parameters) {
        if (std::exchange(started_, true)) return run(sql, parameters);
        const auto opening = ahead_;
        try {
            return run(sql, parameters);
        } catch (const Lost&) {
            connect();
        } catch (const StalePlan&) {
            command("rollback");
            drop_plans();
        }
        ahead_ = opening;
        return run(sql, parameters);
    }

    Result run(std::string_view sql, std::span<const Value> parameters) {
        auto result = wants_own_plan(sql, parameters) ? run_unprepared(sql, parameters) : run_prepared(sql, parameters);
        if (succeeded(result.get())) return result;
        if (is_stale(result.get()))
            planned_for_ = -1;  // the next transaction plans afresh, whatever becomes of this one
        fail(handle_, result.get(), sql);
    }

    // From its sixth run on, a prepared statement has one plan for all values. That of a question with hundreds of
    // them, made while its table was small, compares every record with every value for as long as the connection lives.
    static bool wants_own_plan(std::string_view sql, std::span<const Value> parameters) {
        constexpr std::size_t many = 100;
        return parameters.size() > many && sql.starts_with("select");
    }

    Result run_prepared(std::string_view sql, std::span<const Value> parameters) {
        const Parameters values(parameters);
        const auto statement = prepared(sql);
        const auto* const name = statement->name.c_str();
        if (ahead_.empty())
            return Result(PQexecPrepared(handle_, name, values.size(), values.pointers(), nullptr, nullptr, 0));
        return run_ahead(
            [&] { PQsendQueryPrepared(handle_, name, values.size(), values.pointers(), nullptr, nullptr, 0); });
    }

    Result run_unprepared(std::string_view sql, std::span<const Value> parameters) {
        const Parameters values(parameters);
        const std::string text(sql);
        return run_ahead([&] {
            PQsendQueryParams(handle_, text.c_str(), values.size(), nullptr, values.pointers(), nullptr, nullptr, 0);
        });
    }

    // Sends what waits to travel ahead, then the statement, in one piece.
    template <class Send>
    Result run_ahead(const Send& send) {
        const auto commands = std::exchange(ahead_, {});
        PQenterPipelineMode(handle_);
        for (const auto& text : commands)
            PQsendQueryParams(handle_, text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
        send();
        PQpipelineSync(handle_);
        auto result = first_failed_or_last(commands.size() + 1);
        const Result synced(PQgetResult(handle_));
        PQexitPipelineMode(handle_);
        return result;
    }

    Result first_failed_or_last(std::size_t count) {
        Result kept;
        for (; count > 0; --count) {
            Result next(PQgetResult(handle_));
            while (const Result rest{PQgetResult(handle_)}) continue;
            const bool failed_before = kept && !succeeded(kept.get());
            if (!failed_before) kept = std::move(next);
        }
        return kept;
    }

    void send_ahead() {
        if (!ahead_.empty()) answer("select 1", {});
    }

    // Takes the answer to end_unheard() off the connection.
    void forget_last_end() {
        while (const Result rest{PQgetResult(handle_)}) continue;
    }

    std::string limit_words() const { return fmt::format("set statement_timeout to {}", limit_ms_); }

    std::shared_ptr<Statement> prepared(std::string_view sql) {
        if (auto known = statements_.find(sql)) return known;
        const auto fresh = std::make_shared<Statement>(fmt::format("s{}", ++prepared_count_));
        const Result result(PQprepare(handle_, fresh->name.c_str(), std::string(sql).c_str(), 0, nullptr));
        if (!succeeded(result.get())) fail(handle_, result.get(), sql);
        if (const auto leaving = statements_.keep(sql, fresh)) command("deallocate " + leaving->name);
        return fresh;
    }

    void drop_plans() {
        statements_.clear();
        planned_for_ = version_.load();
        command("deallocate all");
    }

    void note_schema_change(std::string_view tag) {
        if (tag.starts_with("CREATE") || tag.starts_with("ALTER") || tag.starts_with("DROP")) changed_schema_ = true;
    }

    void connect();

    std::string url_;
    std::string schema_;
    const SchemaVersion& version_;
    std::int64_t planned_for_;
    PGconn* handle_ = nullptr;
    StatementCache<Statement> statements_;
    std::int64_t prepared_count_ = 0;
    Commands ahead_;
    int limit_ms_ = 0;
    bool started_ = true;  // a statement of this transaction was sent
    bool changed_schema_ = false;
};

void PostgresConnection::connect() {
    PQfinish(std::exchange(handle_, nullptr));
    statements_.clear();
    const auto name = "elan " + schema_;  // what an administrator sees in pg_stat_activity
    const std::array<const char*, 5> keywords = {"dbname", "client_encoding", "application_name", "connect_timeout",
                                                 nullptr};
    const std::array<const char*, 5> values = {url_.c_str(), "UTF8", name.c_str(), "10", nullptr};
    handle_ = PQconnectdbParams(keywords.data(), values.data(), 1);
    PQsetNoticeProcessor(
        handle_, [](void*, const char*) {}, nullptr);  // what matters comes as an error
    if (PQstatus(handle_) != CONNECTION_OK)
        throw Lost(fmt::format("PostgreSQL does not answer: {}", PQerrorMessage(handle_)));
    command(
        fmt::format("set search_path to {}; set synchronous_commit to on; set client_min_messages to warning; "
                    "set lock_timeout to '30s'; "
                    "set idle_in_transaction_session_timeout to '10min'; {}",
                    quoted_name(schema_), limit_words()));
}

void PostgresConnection::insert_many(std::string_view table, std::span<const std::string> columns,
                                     std::span<const Value> rows) {
    std::string names;
    for (const auto& column : columns) names += (names.empty() ? "" : ", ") + quoted_name(column);
    const auto sql = fmt::format("copy {} ({}) from stdin", quoted_name(table), names);
    std::string lines;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        append_copied(lines, rows[index]);
        lines += (index + 1) % columns.size() == 0 ? '\n' : '\t';
    }

    send_ahead();
    command(sql);
    constexpr std::size_t piece = 1 << 20;
    for (std::size_t start = 0; start < lines.size(); start += piece) {
        const auto length = std::min(piece, lines.size() - start);
        if (PQputCopyData(handle_, lines.data() + start, static_cast<int>(length)) != 1) break;
    }
    PQputCopyEnd(handle_, nullptr);
    const Result result(PQgetResult(handle_));
    while (const Result rest{PQgetResult(handle_)}) continue;
    if (!succeeded(result.get())) fail(handle_, result.get(), sql);
}

// Several servers may share one base: whoever holds this lock is the only writer of the schema until it commits, so
// that positions in the log follow the order of commits. FNV-1a, because the number must be the same on every machine.
std::int64_t lock_number(std::string_view schema) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : schema) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return static_cast<std::int64_t>(hash);
}

class PostgresTransaction final : public Transaction {
 public:
    PostgresTransaction(const PostgresOptions& options, SchemaVersion& version)
        : version_(version),
          connection_(options, version),
          // Read committed: each statement sees what was committed while the lock was waited for.
          begin_{"begin isolation level read committed",
                 fmt::format("select pg_advisory_xact_lock({})", lock_number(options.schema))} {}

    Connection& connection() override { return connection_; }
    void begin() override { connection_.begin(begin_, 0); }
    void mark() override {
        if (std::exchange(marked_, true)) connection_.defer("release savepoint job");
        connection_.defer("savepoint job");
    }
    // A mark that was not even sent has nothing behind it to undo.
    void return_to_mark() override {
        if (!connection_.has_deferred()) connection_.command("rollback to savepoint job");
    }

    // A connection that breaks here leaves the outcome unknown, which is an Error like any other: only the reader of
    // the base can tell. PostgreSQL answers ROLLBACK, not an error, when a statement had failed.
    void commit() override {
        marked_ = false;
        connection_.forget_deferred();
        if (!connection_.started()) return;
        const auto result = connection_.command("commit");
        if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
            throw Error("PostgreSQL rolled the transaction back instead of committing it");
        if (connection_.took_schema_change()) ++version_;
    }

    void roll_back() noexcept override {
        marked_ = false;
        connection_.forget_deferred();
        connection_.took_schema_change();
        try {
            if (connection_.in_transaction()) connection_.command("rollback");
        } catch (const std::exception&) {
            // The server rolls back by itself when the connection is gone; the next begin opens another.
        }
    }
    bool sound() const override { return connection_.sound(); }

 private:
    SchemaVersion& version_;
    PostgresConnection connection_;
    Commands begin_;
    bool marked_ = false;
};

void read_snapshot(PostgresConnection& reader, const std::function<void(Connection&)>& work, int limit_ms) {
    struct Snapshot {
        explicit Snapshot(PostgresConnection& of) : connection(of) {}
        ~Snapshot() { connection.end_unheard(); }
        Snapshot(const Snapshot&) = delete;
        Snapshot& operator=(const Snapshot&) = delete;
        PostgresConnection& connection;
    };
    reader.begin({"begin isolation level repeatable read read only"}, limit_ms);
    const Snapshot snapshot(reader);
    work(reader);
}

// What the connection string says, completed by the environment, as libpq will read it.
std::map<std::string, std::string> effective_options(const std::string& url) {
    std::map<std::string, std::string> known;
    const auto note = [&](const PQconninfoOption* option) {
        for (; option && option->keyword; ++option)
            if (option->val && *option->val) known[option->keyword] = option->val;
    };
    note(Options(PQconndefaults()).get());
    char* complaint = nullptr;
    const Options given(PQconninfoParse(url.c_str(), &complaint));
    const std::string said = complaint ? complaint : "";
    PQfreemem(complaint);
    if (!given) throw Error("the PostgreSQL connection string cannot be read: " + said);
    note(given.get());
    return known;
}

bool is_local(std::string_view host) {
    return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" || host == "::1" ||
           host.starts_with("127.");
}

bool are_local(std::string_view hosts) {
    for (auto comma = hosts.find(','); comma != std::string_view::npos; comma = hosts.find(',')) {
        if (!is_local(hosts.substr(0, comma))) return false;
        hosts.remove_prefix(comma + 1);
    }
    return is_local(hosts);
}

void refuse_unverified_host(const std::string& url) {
    auto known = effective_options(url);
    if (known.contains("service"))
        throw Error("a PostgreSQL service file is not read: write the host in the connection string");
    const bool local = are_local(known["host"]) && are_local(known["hostaddr"]);
    if (!local && known["sslmode"] != "verify-full")
        throw Error("a PostgreSQL host that is not this machine must use sslmode=verify-full");
}

void refuse_forgetful_server(PostgresConnection& connection) {
    for (const std::string setting : {"fsync", "full_page_writes"})
        if (connection.first("show " + setting) != Value(std::string("on")))
            throw Error("PostgreSQL runs with " + setting + " off and could lose what it confirmed");
}

// Under a lock: `if not exists` alone lets two servers that start together collide.
void create_schema(const PostgresOptions& options, const SchemaVersion& version) {
    PostgresConnection connection(options, version);
    refuse_forgetful_server(connection);
    connection.command(fmt::format("begin; select pg_advisory_xact_lock({})", lock_number(options.schema)));
    const Values name{options.schema};
    if (connection.first_integer("select count(*) from pg_namespace where nspname = $1", name) == 0)
        connection.command("create schema " + quoted_name(options.schema));
    connection.command("commit");
}

const PostgresOptions& made_ready(const PostgresOptions& options, const SchemaVersion& version) {
    refuse_unverified_host(options.url);
    create_schema(options, version);
    return options;
}

class PostgresDatabase final : public Database {
 public:
    explicit PostgresDatabase(const PostgresOptions& options)
        : writer_(std::make_unique<PostgresTransaction>(made_ready(options, version_), version_)),
          readers_(options.readers,
                   [this, options] { return std::make_unique<PostgresConnection>(options, version_); }) {}

    void read(const std::function<void(Connection&)>& work, int limit_ms) override {
        readers_.lend([&](PostgresConnection& reader) { read_snapshot(reader, work, limit_ms); },
                      [&](PostgresConnection& reader) { work(reader); });
    }

    void write(const std::function<void(Connection&)>& work) override { writer_.write(work); }
    void after_commit(std::function<void()> wake) override { writer_.after_commit(std::move(wake)); }
    bool is_postgres() const override { return true; }
    void copy_into(const std::string&) override {
        throw Error("a PostgreSQL base is not copied as a file: its backup goes table by table");
    }
    std::vector<std::string> integrity_complaints() override;

 private:
    SchemaVersion version_{0};
    Writer writer_;
    Pool<PostgresConnection> readers_;
};

// PostgreSQL checks its pages by itself when they carry checksums; what it can leave behind is an index or a constraint
// that was never finished.
std::vector<std::string> PostgresDatabase::integrity_complaints() {
    std::vector<std::string> complaints;
    const auto note = [&](const Row& row) { complaints.emplace_back(row.text(0)); };
    const auto check = [&](Connection& connection) {
        connection.query(
            "select 'the index ' || c.relname || ' is not valid' from pg_index i join pg_class c on c.oid = "
            "i.indexrelid "
            "join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema() and not i.indisvalid",
            {}, note);
        connection.query(
            "select 'the constraint ' || c.conname || ' was never checked' from pg_constraint c "
            "join pg_namespace n on n.oid = c.connamespace where n.nspname = current_schema() and not c.convalidated",
            {}, note);
        connection.query(
            "select 'a page of ' || datname || ' failed its checksum' from pg_stat_database "
            "where datname = current_database() and checksum_failures > 0",
            {}, note);
    };
    read(check, 0);
    return complaints;
}

}  // namespace

std::unique_ptr<Database> open_postgres(const PostgresOptions& options) {
    return std::make_unique<PostgresDatabase>(options);
}

}  // namespace elan::db
