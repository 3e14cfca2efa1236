#pragma once

// Named places where a test makes the program die or fail: FAILPOINT("writer.before_commit").
// The environment says what happens: ELAN_FAILPOINTS="name=kill@3,other=error@1,third=exit@2". `kill` is SIGKILL to
// oneself at the n-th pass, `error` throws Failed at the n-th pass only, `exit` leaves at once with code 70. Without
// @n the first pass counts. A build without the option ELAN_FAILPOINTS holds neither the code nor the names.
#ifdef ELAN_FAILPOINTS

#include <stdexcept>
#include <string_view>

namespace elan::failpoint {

struct Failed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void pass(std::string_view name);
// Replaces what the environment said; for tests inside one process. Throws std::invalid_argument when it cannot read
// it.
void plan(std::string_view text);

}  // namespace elan::failpoint

#define FAILPOINT(name) ::elan::failpoint::pass(name)
#else
#define FAILPOINT(name) static_cast<void>(0)
#endif
