#include "platform/crypto/stream_seal.hpp"

#include <istream>
#include <ostream>
#include <stdexcept>

#include "platform/crypto/hash.hpp"
#include "platform/crypto/raw.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

constexpr std::string_view magic = "elan-sealed-1\n";
constexpr std::size_t chunk_size = 64UL * 1024;
constexpr std::size_t check_size = 16;
constexpr std::size_t header_size = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t extra_size = crypto_secretstream_xchacha20poly1305_ABYTES;

// Tells a wrong key from a damaged text before the first chunk, and ties the text to one key only.
std::string key_check(const std::string& key) { return hkdf_sha256(key, "elan sealed stream check", check_size); }
std::string stream_key(const std::string& key) {
    if (key.size() != 32) throw std::invalid_argument("a sealing key has 32 bytes");
    return hkdf_sha256(key, "elan sealed stream", crypto_secretstream_xchacha20poly1305_KEYBYTES);
}

void put(std::ostream& out, std::string_view bytes) {
    if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw std::runtime_error("the sealed text cannot be written");
}

// Fewer bytes only at the end.
std::string get(std::istream& in, std::size_t size) {
    std::string bytes(size, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(size));
    if (in.bad()) throw std::runtime_error("the sealed text cannot be read");
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

[[noreturn]] void refuse_damaged() {
    refuse(Problem::Invalid, "Ce fichier chiffré est incomplet ou a été modifié : il ne peut pas être lu.",
           "sealed_damaged");
}

}  // namespace

SealedWriter::SealedWriter(std::ostream& out, const std::string& key, std::string about)
    : out_(out), about_(std::move(about)) {
    std::string header(header_size, '\0');
    const auto own = stream_key(key);
    crypto_secretstream_xchacha20poly1305_init_push(&state_, raw(header), raw(own));
    put(out_, magic);
    put(out_, key_check(key));
    put(out_, header);
}

void SealedWriter::write(std::string_view bytes) {
    while (!bytes.empty()) {
        // A full chunk waits for more to come: only then is it known not to be the last.
        if (waiting_.size() == chunk_size) push(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        const auto taken = bytes.substr(0, chunk_size - waiting_.size());
        waiting_ += taken;
        bytes.remove_prefix(taken.size());
    }
}

void SealedWriter::finish() {
    push(crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    if (!out_.flush()) throw std::runtime_error("the sealed text cannot be written");
}

void SealedWriter::push(unsigned char tag) {
    std::string sealed(waiting_.size() + extra_size, '\0');
    crypto_secretstream_xchacha20poly1305_push(&state_, raw(sealed), nullptr, raw(waiting_), waiting_.size(),
                                               raw(about_), about_.size(), tag);
    put(out_, sealed);
    waiting_.clear();
}

SealedReader::SealedReader(std::istream& in, const std::string& key, std::string about)
    : in_(in), about_(std::move(about)) {
    const auto own = stream_key(key);
    if (get(in_, magic.size()) != magic)
        refuse(Problem::Invalid, "Ce fichier n’est pas un fichier chiffré par Élan.", "not_sealed");
    if (!same_secret(get(in_, check_size), key_check(key)))
        refuse(Problem::Invalid, "Cette clé n’est pas celle qui a chiffré ce fichier.", "wrong_key");
    const auto header = get(in_, header_size);
    if (header.size() != header_size ||
        crypto_secretstream_xchacha20poly1305_init_pull(&state_, raw(header), raw(own)) != 0)
        refuse_damaged();
}

std::string SealedReader::next() {
    if (ended_) return {};
    const auto sealed = get(in_, chunk_size + extra_size);
    if (sealed.size() < extra_size) refuse_damaged();
    std::string bytes(sealed.size() - extra_size, '\0');
    unsigned char tag = 0;
    const int refused = crypto_secretstream_xchacha20poly1305_pull(&state_, raw(bytes), nullptr, &tag, raw(sealed),
                                                                   sealed.size(), raw(about_), about_.size());
    if (refused != 0) refuse_damaged();
    ended_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    // Bytes after the end are nobody's; a chunk before it is always full.
    if (ended_ ? in_.peek() != std::istream::traits_type::eof() : bytes.size() != chunk_size) refuse_damaged();
    return bytes;
}

}  // namespace elan
