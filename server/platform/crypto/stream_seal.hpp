#pragma once

#include <sodium.h>

#include <iosfwd>
#include <string>
#include <string_view>

namespace elan {

// A long secret text, sealed while it is written: XChaCha20-Poly1305 in chunks of 64 KiB that know their place and the
// last one (libsodium's secretstream). A chunk changed, moved, dropped or cut off is found when it is read. `about` is
// bound to the whole: a text sealed as one thing does not open as another. The key has 32 bytes.
class SealedWriter {
 public:
    SealedWriter(std::ostream& out, const std::string& key, std::string about);
    void write(std::string_view bytes);
    void finish();  // without it the text does not open

 private:
    void push(unsigned char tag);
    std::ostream& out_;
    std::string about_, waiting_;
    crypto_secretstream_xchacha20poly1305_state state_;
};

// Reads it back. Throws a Refusal in French when the key is another one or the text was damaged; what it gave before
// is genuine, but nothing is complete before it has said that nothing is left.
class SealedReader {
 public:
    SealedReader(std::istream& in, const std::string& key, std::string about);
    // The next bytes, at most 64 KiB; "" at the genuine end.
    std::string next();

 private:
    std::istream& in_;
    std::string about_;
    bool ended_ = false;
    crypto_secretstream_xchacha20poly1305_state state_;
};

}  // namespace elan
