#include "platform/crypto/sealed.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "platform/crypto/encoding.hpp"

namespace elan {

namespace {

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

std::string seal(const std::string& key, std::string_view text, std::string_view about, Randomness& randomness) {
    auto sealed = randomness.bytes(nonce_size);
    sealed.resize(nonce_size + text.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(sealed.data()) + nonce_size, nullptr,
                                               raw(text), text.size(), raw(about), about.size(), nullptr, raw(sealed),
                                               raw(key));
    return base64url(sealed);
}

std::optional<std::string> unseal(const std::string& key, std::string_view sealed, std::string_view about) {
    const auto bytes = from_base64url(sealed);
    if (!bytes || bytes->size() < nonce_size + tag_size) return std::nullopt;
    std::string text(bytes->size() - nonce_size - tag_size, '\0');
    const int refused = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(text.data()), nullptr, nullptr, raw(*bytes) + nonce_size,
        bytes->size() - nonce_size, raw(about), about.size(), raw(*bytes), raw(key));
    if (refused != 0) return std::nullopt;
    return text;
}

std::string master_key(const std::filesystem::path& file, Randomness& randomness) {
    if (!std::filesystem::exists(file)) {
        const auto made = base64url(randomness.bytes(32));
        const int handle = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0400);
        if (handle < 0) throw std::runtime_error("cannot write the master key to " + file.string());
        const bool written =
            ::write(handle, made.data(), made.size()) == static_cast<ssize_t>(made.size()) && ::fsync(handle) == 0;
        ::close(handle);
        if (!written) throw std::runtime_error("cannot write the master key to " + file.string());
    }
    std::ifstream in(file);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    auto key = from_base64url(text.substr(0, text.find_last_not_of(" \n\r") + 1));
    if (!key || key->size() != 32) throw std::runtime_error(file.string() + " does not hold a master key");
    return *key;
}

}  // namespace elan
