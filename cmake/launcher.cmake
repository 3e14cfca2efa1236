# Compiled sources are kept by ccache when the machine has it. The settings stand in the command itself, so that they
# hold for everyone who builds: without the sloppiness a source that uses the precompiled header is never kept, and
# with the base folder two checkouts of Élan share what they compiled.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(launcher /usr/bin/env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
