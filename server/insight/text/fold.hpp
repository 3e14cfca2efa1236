#pragma once

#include <string>
#include <string_view>

// Text as people compare it: "Hélène L’Œuf" and "helene l'oeuf" are the same.
namespace elan {

// Lower case, without diacritics and ligatures (œ → oe, ß → ss), apostrophes and hyphens unified, white space of any
// kind as one space, trimmed. For equality, sort keys and "contains". Deterministic; plain ASCII takes a fast path.
std::string fold(std::string_view text);

// The words of the folded text, with one space between: letters and digits only. For the search index.
std::string fold_words(std::string_view text);

// Composed form (NFC), in which all text is stored.
std::string nfc(std::string_view text);

// Valid UTF-8 without NUL (no overlong forms, no surrogates).
bool valid_utf8(std::string_view text);

// Characters as a person counts them (Unicode grapheme clusters), and the first n of them.
std::size_t graphemes(std::string_view text);
std::string first_graphemes(std::string_view text, std::size_t count);

}  // namespace elan
