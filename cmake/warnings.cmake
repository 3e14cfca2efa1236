add_library(elan_warnings INTERFACE)
target_compile_options(elan_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers
  # g++ 12 is wrong about std::optional, std::variant and short strings that it inlined.
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-restrict>"
  -fstack-protector-strong -fstack-clash-protection -fcf-protection)
option(ELAN_STRICT "Warnings are errors" ON)
if(ELAN_STRICT)
  target_compile_options(elan_warnings INTERFACE -Werror)
endif()
