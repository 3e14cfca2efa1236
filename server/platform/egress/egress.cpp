#include "platform/egress/egress.hpp"

#include <algorithm>

namespace elan {

bool Egress::allows_host(std::string_view host) const {
    std::string name(host.substr(0, host.size() - (host.ends_with('.') ? 1 : 0)));
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return policy_.hosts.contains(name);
}

}  // namespace elan
