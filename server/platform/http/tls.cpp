#include "platform/http/tls.hpp"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <string>
#include <system_error>

#include "platform/log.hpp"

namespace elan::http {

namespace {

template <auto release>
struct Released {
    template <class T>
    void operator()(T* thing) const {
        release(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Released<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Released<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Released<X509_EXTENSION_free>>;
using Bio = std::unique_ptr<BIO, Released<BIO_free_all>>;

[[noreturn]] void fail(const std::string& what) {
    char reason[256] = "";
    ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
    ERR_clear_error();
    throw std::runtime_error(what + ": " + reason);
}

void require(bool done, const char* what) {
    if (!done) fail(what);
}

constexpr const char* suites_1_2 =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";

std::shared_ptr<SSL_CTX> make_context(const CertificateFiles& files) {
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    require(context != nullptr, "make a TLS context");
    SSL_CTX* raw = context.get();
    require(SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) == 1, "set the oldest TLS version");
    require(SSL_CTX_set_cipher_list(raw, suites_1_2) == 1, "set TLS 1.2 suites");
    require(SSL_CTX_set1_groups_list(raw, "X25519:P-256:P-384") == 1, "set TLS groups");
    SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_max_early_data(raw, 0);
    SSL_CTX_set_mode(raw,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    require(SSL_CTX_use_certificate_chain_file(raw, files.certificate.c_str()) == 1, "read the certificate");
    require(SSL_CTX_use_PrivateKey_file(raw, files.key.c_str(), SSL_FILETYPE_PEM) == 1, "read the key");
    require(SSL_CTX_check_private_key(raw) == 1, "match key and certificate");
    return context;
}

std::filesystem::file_time_type newest(const CertificateFiles& files) {
    return std::max(std::filesystem::last_write_time(files.certificate), std::filesystem::last_write_time(files.key));
}

class TlsTransport : public Transport {
 public:
    TlsTransport(std::shared_ptr<SSL_CTX> context, int socket)
        : context_(std::move(context)), ssl_(SSL_new(context_.get())), socket_(socket) {
        require(ssl_ != nullptr && SSL_set_fd(ssl_.get(), socket) == 1, "open a TLS connection");
        SSL_set_accept_state(ssl_.get());
    }

    Step handshake() override { return outcome(SSL_do_handshake(ssl_.get()), 0); }

    Step read(std::span<char> room) override {
        std::size_t got = 0;
        int result = SSL_read_ex(ssl_.get(), room.data(), room.size(), &got);
        return outcome(result, got);
    }

    // Small parts travel in one record: a record each would cost the client a read each.
    Step write(std::span<const std::string_view> parts) override {
        std::string_view piece = parts.front();
        if (parts.size() > 1 && piece.size() < record.size()) piece = gathered(parts);
        std::size_t sent = 0;
        int result = SSL_write_ex(ssl_.get(), piece.data(), piece.size(), &sent);
        return outcome(result, sent);
    }

    void finish() override {
        SSL_shutdown(ssl_.get());
        ERR_clear_error();
        ::shutdown(socket_, SHUT_WR);
    }
    bool is_secure() const override { return true; }

 private:
    static std::string_view gathered(std::span<const std::string_view> parts) {
        std::size_t used = 0;
        for (std::string_view part : parts) {
            std::size_t some = std::min(part.size(), record.size() - used);
            std::memcpy(record.data() + used, part.data(), some);
            used += some;
        }
        return {record.data(), used};
    }

    Step outcome(int result, std::size_t bytes) {
        if (result == 1) return {bytes, Progress::Done};
        int error = SSL_get_error(ssl_.get(), result);
        ERR_clear_error();  // OpenSSL keeps a queue per thread; what stays in it confuses the next connection
        if (error == SSL_ERROR_WANT_READ) return {0, Progress::WaitToRead};
        if (error == SSL_ERROR_WANT_WRITE) return {0, Progress::WaitToWrite};
        return {0, Progress::Closed};
    }

    static inline thread_local std::array<char, 16 * 1024> record;
    std::shared_ptr<SSL_CTX> context_;
    std::unique_ptr<SSL, Released<SSL_free>> ssl_;
    int socket_;
};

Key new_key() {
    Key key(EVP_RSA_gen(4096));
    require(key != nullptr, "make an RSA key");
    return key;
}

void add_extension(X509* certificate, int kind, const std::string& value) {
    Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "extend the certificate");
}

std::string host_name() {
    char name[256] = "";
    if (::gethostname(name, sizeof name - 1) != 0) return "localhost";
    std::string host = name;
    bool plain = !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
    return plain ? host : "localhost";
}

Certificate self_signed(EVP_PKEY* key) {
    constexpr long day_s = 24 * 60 * 60;
    Certificate certificate(X509_new());
    X509* raw = certificate.get();
    require(raw && X509_set_version(raw, X509_VERSION_3) == 1, "make a certificate");
    std::uint64_t serial = 0;
    require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1, "draw a serial number");
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(raw), serial >> 1);
    X509_gmtime_adj(X509_getm_notBefore(raw), -day_s);  // for clocks that are a little late
    X509_gmtime_adj(X509_getm_notAfter(raw), 396 * day_s);
    X509_set_pubkey(raw, key);

    std::string host = host_name();
    std::string common = host.size() <= 64 ? host : "localhost";
    X509_NAME* name = X509_get_subject_name(raw);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(common.c_str()), -1,
                               -1, 0);
    X509_set_issuer_name(raw, name);
    add_extension(raw, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(raw, NID_key_usage, "critical,digitalSignature,keyEncipherment");
    add_extension(raw, NID_ext_key_usage, "serverAuth");
    add_extension(raw, NID_subject_alt_name, "DNS:localhost,DNS:" + host + ",IP:127.0.0.1,IP:::1");
    require(X509_sign(raw, key, EVP_sha256()) > 0, "sign the certificate");
    return certificate;
}

std::string pem(auto&& write) {
    Bio memory(BIO_new(BIO_s_mem()));
    require(memory && write(memory.get()) == 1, "write PEM");
    char* text = nullptr;
    long length = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

// Written beside and renamed, so that a crash never leaves half a key.
void store(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::path beside = file.string() + ".new";
    int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), beside.string());
    bool whole =
        ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!whole) throw std::runtime_error("could not write " + beside.string());
    std::filesystem::rename(beside, file);
}

bool lasts_another_month(const std::filesystem::path& file) {
    Bio input(BIO_new_file(file.c_str(), "r"));
    if (!input) return false;
    Certificate certificate(PEM_read_bio_X509(input.get(), nullptr, nullptr, nullptr));
    int days = 0;
    int seconds = 0;
    bool read = certificate && ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.get())) == 1;
    return read && days >= 30;
}

}  // namespace

Tls::Tls(CertificateFiles files)
    : files_(std::move(files)), context_(make_context(files_)), changed_at_(newest(files_)) {}
Tls::~Tls() = default;

std::unique_ptr<Transport> Tls::transport(int socket) { return std::make_unique<TlsTransport>(current(), socket); }

std::shared_ptr<SSL_CTX> Tls::current() {
    std::lock_guard lock(mutex_);
    return context_;
}

void Tls::reload_if_changed() {
    try {
        auto changed_at = newest(files_);
        if (changed_at == changed_at_) return;
        changed_at_ = changed_at;
        auto fresh = make_context(files_);
        std::lock_guard lock(mutex_);
        context_ = std::move(fresh);
    } catch (const std::exception& broken) {
        log_warning("certificate.not_usable", {{"reason", broken.what()}});
    }
}

CertificateFiles own_certificate(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    CertificateFiles files{folder / "certificate.pem", folder / "key.pem"};
    if (std::filesystem::exists(files.key) && lasts_another_month(files.certificate)) return files;

    Key key = new_key();
    Certificate certificate = self_signed(key.get());
    store(files.key, pem([&](BIO* out) {
              return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
          }));
    store(files.certificate, pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); }));
    return files;
}

}  // namespace elan::http
