# The built app inside the program: what web/dist holds at build time, compressed once, in a read-only section.
# The script runs at every build, takes milliseconds, and touches its outputs only when a file of the app changed.
set(assets_folder ${CMAKE_BINARY_DIR}/assets)
find_program(BROTLI brotli REQUIRED)
find_program(GZIP gzip REQUIRED)

add_custom_target(elan_embed_assets
  COMMAND ${CMAKE_COMMAND} -D DIST=${CMAKE_SOURCE_DIR}/web/dist -D OUT=${assets_folder} -D BROTLI=${BROTLI} -D GZIP=${GZIP}
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_assets.cmake
  BYPRODUCTS ${assets_folder}/assets.S ${assets_folder}/assets_table.cpp
  VERBATIM)

add_library(elan_assets STATIC ${assets_folder}/assets.S ${assets_folder}/assets_table.cpp)
target_include_directories(elan_assets PRIVATE ${CMAKE_SOURCE_DIR}/server)
add_dependencies(elan_assets elan_embed_assets)
