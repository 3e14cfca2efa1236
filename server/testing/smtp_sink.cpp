#include "testing/smtp_sink.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "platform/crypto/encoding.hpp"

namespace elan::testing {

namespace {

using TlsContext = std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)>;

void name_localhost(X509* certificate) {
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION* names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
}

std::string pem_of(X509* certificate) {
    const std::unique_ptr<BIO, int (*)(BIO*)> out(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(out.get(), certificate);
    char* text = nullptr;
    const auto length = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

// A certificate made on the spot: nobody trusts it who was not given it.
std::pair<std::shared_ptr<void>, std::string> fresh_tls() {
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600L * 24);
    X509_set_pubkey(certificate.get(), key.get());
    name_localhost(certificate.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());

    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX_use_certificate(context.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), key.get());
    return {context, pem_of(certificate.get())};
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// MAIL FROM:<a@b> SIZE=1 → a@b
std::string address_in(const std::string& command) {
    const auto open = command.find('<'), close = command.find('>');
    if (open == std::string::npos || close == std::string::npos || close < open) return {};
    return command.substr(open + 1, close - open - 1);
}

}  // namespace

// One conversation's line, in clear or encrypted.
struct SmtpSink::Line {
    explicit Line(int socket_) : socket(socket_) {}
    ~Line() { close(); }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    bool encrypt(SSL_CTX* context) {
        tls = SSL_new(context);
        SSL_set_fd(tls, socket);
        waiting.clear();  // what was said in clear before does not count (CVE-2011-0411)
        transcript.encrypted = SSL_accept(tls) == 1;
        return transcript.encrypted;
    }

    bool fill() {
        std::array<char, 16'384> bytes{};
        const auto got = tls ? static_cast<ssize_t>(SSL_read(tls, bytes.data(), bytes.size()))
                             : ::recv(socket, bytes.data(), bytes.size(), 0);
        if (got <= 0) return false;
        waiting.append(bytes.data(), static_cast<std::size_t>(got));
        transcript.client.append(bytes.data(), static_cast<std::size_t>(got));
        return true;
    }

    // The next line without its CRLF; "gone" when the client is.
    std::string command() {
        std::size_t end = 0;
        while ((end = waiting.find("\r\n")) == std::string::npos) {
            if (!fill()) return "gone";
        }
        auto text = waiting.substr(0, end);
        waiting.erase(0, end + 2);
        return text;
    }

    void say(std::string_view text) {
        const auto bytes = std::string(text) + "\r\n";
        transcript.server += bytes;
        if (tls) {
            SSL_write(tls, bytes.data(), static_cast<int>(bytes.size()));
        } else {
            ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        }
    }

    void close() {
        if (socket < 0) return;
        if (tls) SSL_free(tls);
        ::close(socket);
        socket = -1;
    }

    int socket;
    SSL* tls = nullptr;
    std::string waiting;
    Transcript transcript;
};

SmtpSink::SmtpSink(Options options) : options_(std::move(options)) {
    std::tie(tls_, certificate_) = fresh_tls();
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&here), size) != 0 || ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size) != 0)
        throw std::runtime_error("the mail sink cannot listen");
    port_ = ntohs(here.sin_port);
    acceptor_ = std::thread([this] { listen(); });
}

SmtpSink::~SmtpSink() {
    {
        const std::lock_guard guard(mutex_);
        stopping_ = true;
        for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
    }
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (auto& conversation : conversations_) conversation.join();
    ::close(listener_);
}

void SmtpSink::script(const std::string& recipient, Answer answer) {
    const std::lock_guard guard(mutex_);
    scripts_[recipient] = answer;
}

SmtpSink::Answer SmtpSink::answer_for(const std::string& recipient) const {
    const std::lock_guard guard(mutex_);
    const auto found = scripts_.find(recipient);
    return found == scripts_.end() ? Answer::Accept : found->second;
}

std::vector<SmtpSink::Mail> SmtpSink::accepted() const {
    const std::lock_guard guard(mutex_);
    return accepted_;
}

std::vector<SmtpSink::Transcript> SmtpSink::transcripts(std::size_t count) const {
    for (auto ended = ended_.load(); ended < count; ended = ended_.load()) ended_.wait(ended);
    const std::lock_guard guard(mutex_);
    return transcripts_;
}

void SmtpSink::listen() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard guard(mutex_);
        if (stopping_ || socket < 0) {
            if (socket >= 0) ::close(socket);
            return;
        }
        open_.push_back(socket);
        conversations_.emplace_back([this, socket] { converse(socket); });
    }
}

void SmtpSink::converse(int socket) {
    Line line(socket);
    if (!options_.encrypted_from_start || line.encrypt(static_cast<SSL_CTX*>(tls_.get()))) talk(line);
    const std::lock_guard guard(mutex_);
    std::erase(open_, socket);
    line.close();
    transcripts_.push_back(std::move(line.transcript));
    ++ended_;
    ended_.notify_all();
}

void SmtpSink::talk(Line& line) {
    if (options_.busy) return line.say("421 4.3.2 localhost busy, come back later");
    line.say("220 localhost ESMTP");
    bool signed_in = options_.user.empty();
    Mail mail;
    for (;;) {
        const auto command = line.command();
        const auto verb = lower(command);
        if (verb == "gone") return;
        if (verb.starts_with("ehlo ")) {
            line.say("250-localhost");
            if (options_.starttls && !line.transcript.encrypted) line.say("250-STARTTLS");
            if (!options_.user.empty()) line.say("250-AUTH PLAIN");
            line.say("250-8BITMIME");
            line.say("250 SIZE 50000000");
        } else if (verb == "starttls" && options_.starttls) {
            line.say("220 2.0.0 ready");
            if (!line.encrypt(static_cast<SSL_CTX*>(tls_.get()))) return;
        } else if (verb == "auth plain" || verb.starts_with("auth plain ")) {
            auto said = command.substr(std::min<std::size_t>(11, command.size()));
            if (said.empty()) {
                line.say("334 ");
                said = line.command();
            }
            using namespace std::string_literals;
            signed_in = from_base64(said) == "\0"s + options_.user + "\0"s + options_.password;
            line.say(signed_in ? "235 2.7.0 welcome" : "535 5.7.8 wrong user or password");
        } else if (verb.starts_with("mail from:")) {
            mail = {.from = address_in(command), .to = {}, .content = {}};
            line.say(signed_in ? "250 2.1.0 sender ok" : "530 5.7.0 sign in first");
        } else if (verb.starts_with("rcpt to:")) {
            mail.to = address_in(command);
            const auto answer = answer_for(mail.to);
            if (answer == Answer::Defer) {
                line.say("450 4.2.1 mailbox busy");
            } else if (answer == Answer::Refuse) {
                line.say("550-5.1.1 no such person");
                line.say("550 5.1.1 here");
            } else {
                line.say("250 2.1.5 recipient ok");
            }
        } else if (verb == "data") {
            line.say("354 go on");
            if (!take_content(line, mail, answer_for(mail.to))) return;
        } else if (verb == "quit") {
            return line.say("221 2.0.0 bye");
        } else if (verb == "noop" || verb == "rset") {
            line.say("250 2.0.0 ok");
        } else {
            line.say("502 5.5.1 not known");
        }
    }
}

// Whether the conversation goes on.
bool SmtpSink::take_content(Line& line, Mail mail, Answer answer) {
    if (answer == Answer::DropInContent) {
        line.fill();
        return false;
    }
    for (auto text = line.command(); text != "."; text = line.command()) {
        if (text == "gone") return false;
        mail.content += (text.starts_with('.') ? text.substr(1) : text) + "\r\n";
    }
    if (answer == Answer::RefuseContent) {
        line.say("552 5.3.4 too much");
        return true;
    }
    std::size_t number = 0;
    {
        const std::lock_guard guard(mutex_);
        accepted_.push_back(std::move(mail));
        number = accepted_.size();
    }
    if (answer == Answer::DropAfterContent) return false;
    if (answer == Answer::SilenceAfterContent) {
        line.fill();
        return false;
    }
    line.say("250 2.0.0 Ok: queued as SINK" + std::to_string(number));
    return answer != Answer::AcceptThenDrop;
}

}  // namespace elan::testing
