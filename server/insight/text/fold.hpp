#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What makes two texts the same to a person. Search, sort keys and equality all go through `fold`, so that what is
// found, what is next to it and what is a duplicate never disagree.
namespace elan {

// "  L’Œuf – ÉLAN " is "l'oeuf - elan": compatibility forms, lower case, no diacritics, no ligatures, one apostrophe,
// one hyphen, one space, nothing invisible. Bytes that are not UTF-8 become U+FFFD. Folding twice changes nothing.
std::string fold(std::string_view text);

// The folded words with one space between: what a search index keeps. Letters of other alphabets stay as they are.
std::string fold_words(std::string_view text);

// The canonical form in which texts are stored.
std::string nfc(std::string_view text);

// Whether it can be stored: UTF-8 without NUL, overlong forms or lone surrogates.
bool valid_utf8(std::string_view text);

// Characters as a person counts them: "é" typed as two code points is one, and so is a family emoji.
std::size_t graphemes(std::string_view text);

// The first `count` of these characters.
std::string first_graphemes(std::string_view text, std::size_t count);

}  // namespace elan
