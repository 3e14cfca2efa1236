#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "platform/http/transport.hpp"

// OpenSSL's own type, named here so that no other header needs OpenSSL.
struct ssl_ctx_st;

namespace elan::http {

struct CertificateFiles {
    std::filesystem::path certificate;  // PEM, with the chain
    std::filesystem::path key;          // PEM
};

// TLS 1.3 and 1.2 with forward secrecy and authenticated ciphers only. Follows its files: a renewed certificate serves
// new connections without a restart.
class Tls {
 public:
    explicit Tls(CertificateFiles files);  // throws std::runtime_error when they cannot be used
    ~Tls();

    std::unique_ptr<Transport> transport(int socket);
    // Reads the files again when they changed; a broken pair is logged and the old one stays in use.
    void reload_if_changed();

 private:
    std::shared_ptr<ssl_ctx_st> current();

    CertificateFiles files_;
    std::mutex mutex_;
    std::shared_ptr<ssl_ctx_st> context_;
    std::filesystem::file_time_type changed_at_;
};

// The self-signed pair kept in `folder`, made when missing or near its end: RSA 4096, 397 days, for localhost and this
// machine's name. The key is readable by its owner only.
CertificateFiles own_certificate(const std::filesystem::path& folder);

}  // namespace elan::http
