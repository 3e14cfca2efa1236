#pragma once

namespace elan::db {

// The name of a SQLite file system that hands the write-ahead log to the system in large pieces. SQLite writes each
// frame of its log as two small writes, which together cost a commit as much as the sync that makes it durable; here
// they are kept in memory until the log is synced, read or left.
//
// Only for a connection that syncs at each commit (synchronous = full): without the sync, others would be told of
// frames that are not in the file yet.
const char* gathering_log_files();

}  // namespace elan::db
