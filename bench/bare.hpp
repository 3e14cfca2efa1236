#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace elan::bench {

// SQLite as its library gives it, with the settings of durable use and nothing of ours around it.
class Bare {
 public:
    explicit Bare(const std::filesystem::path& file);
    ~Bare();
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    void run(const std::string& sql);
    // Steps through a prepared statement, each row written as a JSON object; the text of all rows.
    std::string rows_as_json(sqlite3_stmt* statement, const std::vector<std::string>& parameters);
    sqlite3_stmt* prepare(const std::string& sql);
    // Every row of a table, as the bytes a prepared insert binds.
    std::vector<std::vector<std::string>> rows_of(const std::string& table);
    // The statements that made a table and its indexes.
    std::vector<std::string> schema_of(const std::string& table);
    // Inserts one row a time with a prepared statement; `commit_each` makes each durable on its own.
    void insert(const std::string& table, const std::vector<std::vector<std::string>>& rows, bool commit_each);

 private:
    sqlite3* base_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
};

}  // namespace elan::bench
