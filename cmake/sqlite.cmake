# SQLite from the amalgamation of a locked npm package: Debian's 3.40 has the WAL-reset corruption race (fixed in 3.51.3).
set(sqlite_folder ${CMAKE_SOURCE_DIR}/vendor/node_modules/better-sqlite3/deps/sqlite3)
if(NOT EXISTS ${sqlite_folder}/sqlite3.c)
  message(FATAL_ERROR "SQLite's source is missing: run packages/install first.")
endif()
add_library(elan_sqlite STATIC ${sqlite_folder}/sqlite3.c)
target_include_directories(elan_sqlite SYSTEM PUBLIC ${sqlite_folder})
target_compile_options(elan_sqlite PRIVATE -w)
target_compile_definitions(elan_sqlite PRIVATE
  SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_DEFAULT_WAL_SYNCHRONOUS=2 SQLITE_LIKE_DOESNT_MATCH_BLOBS
  SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_LOAD_EXTENSION SQLITE_USE_ALLOCA SQLITE_STRICT_SUBTYPE=1
  SQLITE_TRUSTED_SCHEMA=0 SQLITE_ENABLE_FTS5 SQLITE_ENABLE_STAT4 SQLITE_ENABLE_MATH_FUNCTIONS SQLITE_ENABLE_COLUMN_METADATA
  SQLITE_ENABLE_DBSTAT_VTAB SQLITE_ENABLE_API_ARMOR HAVE_MALLOC_USABLE_SIZE=1
  # Each write of a group has its savepoint, whose journal stays in memory up to 128 kB: a file cost as much as the WAL.
  # Not more: SQLite's file for Unix refuses to write 128 kB at once, and the journal is spilled in one piece.
  SQLITE_STMTJRNL_SPILL=131071)
