# Everything from Debian 12; packages/debian.txt names the packages.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(PostgreSQL REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(ZLIB REQUIRED)

pkg_check_modules(simdjson REQUIRED IMPORTED_TARGET simdjson)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(oath REQUIRED IMPORTED_TARGET liboath)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(curl REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(gmime REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(psl REQUIRED IMPORTED_TARGET libpsl)
pkg_check_modules(idn2 REQUIRED IMPORTED_TARGET libidn2)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlienc)

add_library(elan_dependencies INTERFACE)
target_compile_definitions(elan_dependencies INTERFACE SPDLOG_COMPILED_LIB SPDLOG_FMT_EXTERNAL)
target_link_libraries(elan_dependencies INTERFACE
  Threads::Threads OpenSSL::SSL OpenSSL::Crypto ICU::uc ICU::i18n PostgreSQL::PostgreSQL fmt::fmt spdlog::spdlog ZLIB::ZLIB
  PkgConfig::simdjson PkgConfig::sodium PkgConfig::oath PkgConfig::qrencode PkgConfig::re2 PkgConfig::curl PkgConfig::gmime PkgConfig::zip
  PkgConfig::expat PkgConfig::xlsxwriter PkgConfig::psl PkgConfig::idn2 PkgConfig::brotli
  phonenumber date-tz magic)
target_link_options(elan_dependencies INTERFACE
  -pie -Wl,-z,relro,-z,now,-z,noexecstack $<$<CXX_COMPILER_ID:GNU>:-fuse-ld=mold>)

add_library(elan_test_dependencies INTERFACE)
find_package(GTest REQUIRED)
target_link_libraries(elan_test_dependencies INTERFACE GTest::gtest GTest::gtest_main GTest::gmock rapidcheck)

if(ELAN_SANITIZE)
  target_compile_options(elan_dependencies INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(elan_dependencies INTERFACE -fsanitize=address,undefined)
endif()
if(ELAN_FUZZ)
  # clang 16 hides std::expected of libstdc++ 12 unless told that it knows concepts.
  target_compile_options(elan_dependencies INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-D__cpp_concepts=202002L -Wno-builtin-macro-redefined>
    -fsanitize=fuzzer-no-link,address,undefined)
  target_link_options(elan_dependencies INTERFACE -fsanitize=address,undefined)
endif()
