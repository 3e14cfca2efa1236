#pragma once

#include <functional>
#include <string>
#include <vector>

#include "changes/workspace.hpp"

namespace elan {

// What must hold in every base, whatever happened to the machine. Reads only.
struct Invariant {
    std::string title;  // French
    std::function<std::vector<std::string>(Workspace&, db::Connection&)> complaints;
};
const std::vector<Invariant>& invariants();

}  // namespace elan
