#pragma once

#include <string>
#include <string_view>

namespace elan {

// Texts as libsodium wants them.
inline const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
inline unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
inline const unsigned char* raw(const std::string& text) { return raw(std::string_view(text)); }

}  // namespace elan
