add_library(elan_warnings INTERFACE)
target_compile_options(elan_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers
  # g++ 12 reports std::optional and std::variant members that are never read unset.
  -Wno-maybe-uninitialized
  -fstack-protector-strong -fstack-clash-protection -fcf-protection)
option(ELAN_STRICT "Warnings are errors" ON)
if(ELAN_STRICT)
  target_compile_options(elan_warnings INTERFACE -Werror)
endif()
