#pragma once

#include <string>
#include <string_view>

namespace elan {

// What is wrong with a password someone chose: at least 12 characters, at most 256 bytes, none of the well-known ones,
// not the person's own name or address. "" when it will do. No composition rules (reliability D.2).
std::string password_complaint(std::string_view password, std::string_view email, std::string_view name);

// Argon2id, 64 MiB, three passes; at most two at once in the process, so that sign-ins cannot exhaust the memory.
std::string hash_password(std::string_view password);
bool password_matches(const std::string& hash, std::string_view password);
// As much work as a real comparison, for accounts that do not exist.
void compare_with_nothing(std::string_view password);

}  // namespace elan
