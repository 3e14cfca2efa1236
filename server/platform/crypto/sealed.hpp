#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/crypto/random.hpp"

namespace elan {

// Secrets at rest: XChaCha20-Poly1305 with a key for one purpose. `about` (a row's id, say) is bound to the text: a
// sealed text moved elsewhere does not open.
std::string seal(const std::string& key, std::string_view text, std::string_view about,
                 Randomness& randomness);  // base64url
std::optional<std::string> unseal(const std::string& key, std::string_view sealed, std::string_view about);

// The workspace's master key, 32 bytes: read from the file, which is made (0400) when it is not there yet.
std::string master_key(const std::filesystem::path& file, Randomness& randomness);

}  // namespace elan
