#pragma once

#include <filesystem>

#include "changes/session.hpp"
#include "platform/http/response.hpp"

namespace elan::api {

// A list as a file. Rows come page by page within the right to export; no cell can become a formula.
void export_csv(Session& session, const Query& query, const std::vector<std::size_t>& fields,
                const std::function<void(std::string_view)>& write);
void export_json(Session& session, const Query& query, const std::vector<std::size_t>& fields,
                 const std::function<void(std::string_view)>& write);
void export_xlsx(Session& session, const Query& query, const std::vector<std::size_t>& fields,
                 const std::filesystem::path& file);

// Notes who took how many of what; refuses above the day's limit (B2 row 25).
void note_export(Session& session, const Object& object, std::int64_t count, std::string_view format,
                 std::int64_t exports_a_day);
void create_export_table(db::Connection& connection);

}  // namespace elan::api
