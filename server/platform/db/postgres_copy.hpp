#pragma once

#include <string>

#include "platform/db/database.hpp"

namespace elan::db {

// A whole PostgreSQL schema as one file of lines: its tables, their rows as COPY writes them, then constraints and
// indexes. All of it is read in one snapshot, while others go on writing.
void write_postgres_copy(const PostgresOptions& options, const std::string& file);

// Makes the schema again from such a file, in one transaction: all of it, or nothing. Refuses a schema that holds
// tables and a file that ends too early.
void read_postgres_copy(const PostgresOptions& options, const std::string& file);

// For a schema that only served to prove a copy.
void drop_postgres_schema(const PostgresOptions& options);

}  // namespace elan::db
