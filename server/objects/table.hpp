#pragma once

#include <string>
#include <vector>

#include "objects/catalogue.hpp"

// The tables of the catalogue's objects, and the steps from the last applied declaration to this one.
namespace elan {

// What was last applied, as JSON:
// {"version":1,"tables":{"o_lead":{"columns":{"name":{"storage":"text"}},"indexes":["…"]}}}.
std::string applied_schema_json(const Catalogue& catalogue, bool postgres);

// The statements that bring a base described by `applied` ("" for a new one) to this catalogue, in order. Columns and
// tables are added, never dropped. Throws Refusal when `applied` knows a schema version newer than this program.
std::vector<std::string> schema_steps(const Catalogue& catalogue, std::string_view applied,
                                      const db::Connection& connection);

// Runs the steps and notes what was applied, in the transaction of the caller.
void apply_schema(db::Connection& connection, const Catalogue& catalogue);

// Writes: one row of the object's table. `positions` are indexes into object.fields().
void insert_record(db::Connection& connection, const Record& record);
void insert_records(db::Connection& connection, std::span<const Record> records);  // all of one object
void update_record(db::Connection& connection, const Record& record, const std::vector<std::size_t>& positions);

}  // namespace elan
