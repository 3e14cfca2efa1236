#include "bare.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <stdexcept>

namespace elan::bench {

namespace {

void bind_all(sqlite3_stmt* statement, const std::vector<std::string>& values) {
    sqlite3_reset(statement);
    for (std::size_t i = 0; i < values.size(); ++i) {
        sqlite3_bind_text(statement, static_cast<int>(i + 1), values[i].data(), static_cast<int>(values[i].size()),
                          SQLITE_STATIC);
    }
}

std::string_view text_of(sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)))
                : std::string_view();
}

void write_text(std::string& out, std::string_view text) {
    out += '"';
    for (const char byte : text) {
        if (byte == '"' || byte == '\\') out += '\\';
        out += byte;
    }
    out += '"';
}

void write_row(std::string& out, sqlite3_stmt* statement) {
    out += out.size() > 1 ? ",{" : "{";
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        const auto type = sqlite3_column_type(statement, column);
        if (column > 0) out += ',';
        write_text(out, sqlite3_column_name(statement, column));
        out += ':';
        if (type == SQLITE_NULL)
            out += "null";
        else if (type == SQLITE_INTEGER)
            out += std::to_string(sqlite3_column_int64(statement, column));
        else
            write_text(out, text_of(statement, column));
    }
    out += '}';
}

}  // namespace

Bare::Bare(const std::filesystem::path& file) {
    if (sqlite3_open_v2(file.c_str(), &base_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK)
        throw std::runtime_error("SQLite does not open " + file.string());
    run("pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000;"
        "pragma cache_size = -32000; pragma busy_timeout = 5000");
}

Bare::~Bare() {
    for (auto* statement : statements_) sqlite3_finalize(statement);
    sqlite3_close(base_);
}

void Bare::run(const std::string& sql) {
    if (sqlite3_exec(base_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(base_));
}

sqlite3_stmt* Bare::prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(base_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(base_));
    statements_.push_back(statement);
    return statement;
}

std::string Bare::rows_as_json(sqlite3_stmt* statement, const std::vector<std::string>& parameters) {
    bind_all(statement, parameters);
    std::string out = "[";
    while (sqlite3_step(statement) == SQLITE_ROW) write_row(out, statement);
    out += ']';
    sqlite3_reset(statement);
    return out;
}

std::vector<std::vector<std::string>> Bare::rows_of(const std::string& table) {
    std::vector<std::vector<std::string>> rows;
    auto* statement = prepare("select * from " + table);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        auto& row = rows.emplace_back();
        for (int column = 0; column < sqlite3_column_count(statement); ++column)
            row.emplace_back(text_of(statement, column));
    }
    return rows;
}

std::vector<std::string> Bare::schema_of(const std::string& table) {
    std::vector<std::string> made;
    auto* statement =
        prepare("select sql from sqlite_master where tbl_name = ?1 and sql is not null order by type desc");
    bind_all(statement, {table});
    while (sqlite3_step(statement) == SQLITE_ROW) made.emplace_back(text_of(statement, 0));
    return made;
}

void Bare::insert(const std::string& table, const std::vector<std::vector<std::string>>& rows, bool commit_each) {
    std::string places = "?1";
    for (std::size_t i = 2; i <= rows.front().size(); ++i) places += fmt::format(", ?{}", i);
    auto* statement = prepare(fmt::format("insert into {} values ({})", table, places));
    if (!commit_each) run("begin");
    for (const auto& row : rows) {
        bind_all(statement, row);
        if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(base_));
    }
    sqlite3_reset(statement);
    if (!commit_each) run("commit");
}

}  // namespace elan::bench
