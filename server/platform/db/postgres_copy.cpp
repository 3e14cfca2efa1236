#include "platform/db/postgres_copy.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <fstream>
#include <memory>

#include "platform/refusal.hpp"

namespace elan::db {

namespace {

constexpr std::string_view first_line = "elan postgres copy 1";
constexpr std::string_view end_of_rows = "\\.";
constexpr std::size_t piece = 1 << 20;

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};

// COPY needs a connection that does nothing else; this one lives as long as the copy.
class Copying {
 public:
    explicit Copying(const PostgresOptions& options) : handle_(PQconnectdb(options.url.c_str())) {
        if (PQstatus(handle_.get()) != CONNECTION_OK) fail("connect");
        PQsetNoticeProcessor(
            handle_.get(), [](void*, const char*) {}, nullptr);
        run(
            fmt::format("set client_encoding to 'UTF8'; set search_path to {}; set synchronous_commit to on; "
                        "set extra_float_digits to 3; set datestyle to iso",
                        quoted_name(options.schema)));
    }

    Result run(const std::string& sql) {
        Result result(PQexec(handle_.get(), sql.c_str()));
        const auto status = PQresultStatus(result.get());
        if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) fail(sql);
        return result;
    }

    // The rows of an answer, each with its columns.
    std::vector<std::vector<std::string>> rows(const std::string& sql) {
        const auto result = run(sql);
        std::vector<std::vector<std::string>> all(static_cast<std::size_t>(PQntuples(result.get())));
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            for (int column = 0; column < PQnfields(result.get()); ++column)
                all[static_cast<std::size_t>(row)].emplace_back(PQgetvalue(result.get(), row, column));
        }
        return all;
    }

    std::int64_t copy_out(const std::string& sql, std::ostream& out) {
        run(sql);
        std::int64_t count = 0;
        for (;;) {
            char* line = nullptr;
            const int length = PQgetCopyData(handle_.get(), &line, 0);
            if (length < 0) break;
            out.write(line, length);
            PQfreemem(line);
            ++count;
        }
        take_outcome(sql);
        return count;
    }

    // Reads the lines up to the one that ends the rows.
    std::int64_t copy_in(const std::string& sql, std::istream& in) {
        run(sql);
        std::int64_t count = 0;
        std::string waiting, line;
        while (std::getline(in, line) && line != end_of_rows) {
            waiting.append(line).append(1, '\n');
            ++count;
            if (waiting.size() >= piece) send(std::exchange(waiting, {}));
        }
        send(waiting);
        PQputCopyEnd(handle_.get(), in ? nullptr : "the copy ends too early");
        take_outcome(sql);
        return count;
    }

 private:
    void send(const std::string& bytes) {
        if (!bytes.empty() && PQputCopyData(handle_.get(), bytes.data(), static_cast<int>(bytes.size())) != 1)
            fail("copy");
    }
    void take_outcome(const std::string& sql) {
        bool failed = false;
        while (const Result result{PQgetResult(handle_.get())})
            failed = failed || PQresultStatus(result.get()) != PGRES_COMMAND_OK;
        if (failed) fail(sql);
    }
    [[noreturn]] void fail(std::string_view sql) {
        throw Error(fmt::format("PostgreSQL: {} in: {}", PQerrorMessage(handle_.get()), sql.substr(0, 500)));
    }

    std::unique_ptr<PGconn, Finish> handle_;
};

constexpr const char* tables_sql =
    "select c.oid::text, quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
    "where n.nspname = current_schema() and c.relkind = 'r' order by c.relname";

constexpr const char* columns_sql =
    "select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || "
    "case when a.attcollation <> t.typcollation then ' collate ' || quote_ident(o.collname) else '' end || "
    "coalesce(case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || "
    "') stored' else ' default ' || pg_get_expr(d.adbin, d.adrelid) end, '') || "
    "case when a.attnotnull then ' not null' else '' end, ', ' order by a.attnum), "
    "string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attgenerated = '') "
    "from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_collation o on o.oid = a.attcollation "
    "left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum "
    "where a.attrelid = {} and a.attnum > 0 and not a.attisdropped";

// Keys first, because those that refer to them come later; the indexes that constraints bring are left to them.
constexpr const char* finishing_sql =
    "select statement from ("
    "select case k.contype when 'p' then 0 when 'u' then 1 else 2 end as place, k.conname as name, "
    "'alter table ' || quote_ident(c.relname) || ' add constraint ' || quote_ident(k.conname) || ' ' || "
    "pg_get_constraintdef(k.oid) as statement "
    "from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace "
    "where n.nspname = current_schema() and k.contype in ('p', 'u', 'c', 'f') "
    "union all select 3, c.relname, replace(pg_get_indexdef(i.indexrelid), ' ON ' || quote_ident(n.nspname) || '.', ' "
    "ON ') "
    "from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace "
    "where n.nspname = current_schema() and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)"
    ") finishing order by place, name";

std::string next_line(std::istream& in) {
    std::string line;
    if (!std::getline(in, line)) refuse(Problem::Invalid, "Cette sauvegarde est incomplète.");
    return line;
}

// What follows the word that begins the line; another word means that the file is not what it should be.
std::string after_word(const std::string& line, std::string_view word) {
    if (!line.starts_with(word) || line.size() <= word.size())
        refuse(Problem::Invalid, "Cette sauvegarde n’est pas lisible par cette version d’Élan.");
    return line.substr(word.size() + 1);
}

void require_empty(Copying& copying) {
    if (!copying.rows(tables_sql).empty())
        refuse(Problem::Conflict,
               "Ce schéma PostgreSQL contient déjà des tables : restaurez dans un schéma neuf, avec --schema.");
}

}  // namespace

void write_postgres_copy(const PostgresOptions& options, const std::string& file) {
    Copying copying(options);
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    copying.run("begin isolation level repeatable read read only");
    out << first_line << '\n';
    std::int64_t count = 0;
    for (const auto& table : copying.rows(tables_sql)) {
        const auto columns = copying.rows(fmt::format(fmt::runtime(columns_sql), table[0])).front();
        out << "table " << table[1] << " (" << columns[0] << ")\n";
        out << "rows " << table[1] << " (" << columns[1] << ")\n";
        count += copying.copy_out(fmt::format("copy {} ({}) to stdout", table[1], columns[1]), out);
        out << end_of_rows << '\n';
    }
    for (const auto& statement : copying.rows(finishing_sql)) out << "then " << statement[0] << '\n';
    out << "end " << count << '\n';
    copying.run("rollback");
    if (!out.flush())
        refuse(Problem::StorageFull, "La sauvegarde n’a pas pu être écrite : vérifiez la place sur le disque.");
}

void read_postgres_copy(const PostgresOptions& options, const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (next_line(in) != first_line)
        refuse(Problem::Invalid, "Cette sauvegarde n’est pas lisible par cette version d’Élan.");
    open_postgres(options);  // checks how the server is reached and what it promises, and makes the schema
    Copying copying(options);
    copying.run("begin");
    require_empty(copying);
    std::int64_t count = 0;
    auto line = next_line(in);
    for (; line.starts_with("table "); line = next_line(in)) {
        copying.run("create table " + after_word(line, "table"));
        count += copying.copy_in(fmt::format("copy {} from stdin", after_word(next_line(in), "rows")), in);
    }
    for (; line.starts_with("then "); line = next_line(in)) copying.run(after_word(line, "then"));
    if (after_word(line, "end") != std::to_string(count)) refuse(Problem::Invalid, "Cette sauvegarde est incomplète.");
    copying.run("commit");
    copying.run("analyze");
}

void drop_postgres_schema(const PostgresOptions& options) {
    Copying(options).run(fmt::format("drop schema if exists {} cascade", quoted_name(options.schema)));
}

}  // namespace elan::db
