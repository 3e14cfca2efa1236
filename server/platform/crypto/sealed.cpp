#include "platform/crypto/sealed.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/raw.hpp"
#include "platform/log.hpp"

namespace elan {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

bool written_and_synced(const std::filesystem::path& file, const std::string& text) {
    const int handle = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0400);
    if (handle < 0) return false;
    const bool written =
        ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(handle) == 0;
    return ::close(handle) == 0 && written;
}

// A power cut must not leave half a key under the final name, and two starts at once must agree on one key: the file
// is written aside and takes its name by a link, which never replaces a key that is there.
void make_master_key(const std::filesystem::path& file, Randomness& randomness) {
    const auto aside = file.string() + "." + hex(randomness.bytes(8)) + ".new";
    const bool linked = written_and_synced(aside, base64url(randomness.bytes(32))) &&
                        (::link(aside.c_str(), file.c_str()) == 0 || errno == EEXIST);
    ::unlink(aside.c_str());
    if (!linked) throw std::runtime_error("cannot write the master key to " + file.string());
    const int folder = ::open(std::filesystem::absolute(file).parent_path().c_str(), O_RDONLY | O_DIRECTORY);
    if (folder < 0 || ::fsync(folder) != 0) log_warning("master_key.folder_not_synced", {{"file", file.string()}});
    if (folder >= 0) ::close(folder);
}

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
    if (!std::filesystem::exists(file)) make_master_key(file, randomness);
    std::ifstream in(file);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    auto key = from_base64url(text.substr(0, text.find_last_not_of(" \n\r") + 1));
    if (!key || key->size() != 32) throw std::runtime_error(file.string() + " does not hold a master key");
    return *key;
}

}  // namespace elan
