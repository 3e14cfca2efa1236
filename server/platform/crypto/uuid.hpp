#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/crypto/random.hpp"

namespace elan {

// A UUIDv7 (RFC 9562): the moment in front, so that new records stand together in the index; lower case with hyphens.
// Ids made in one process grow even within a millisecond.
std::string new_uuid(std::int64_t now_ms, Randomness& randomness);

// Whether a text is a UUID in the one form we write: lower case, hyphens.
bool is_uuid(std::string_view text);

}  // namespace elan
