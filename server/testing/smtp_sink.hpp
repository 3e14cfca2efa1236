#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace elan::testing {

// A mail server on this machine that speaks the protocol for real, and does with each recipient what it is told to.
class SmtpSink {
 public:
    enum class Answer {
        Accept,
        Defer,               // 450 at RCPT TO
        Refuse,              // 550 at RCPT TO
        RefuseContent,       // 552 after the final dot
        DropInContent,       // the line is cut while the content comes
        DropAfterContent,    // accepted in silence: the line is cut after the final dot, before the 250
        AcceptThenDrop,      // the line is cut after the 250
        SilenceAfterContent  // the final dot is never answered
    };
    struct Options {
        bool starttls = true;
        bool encrypted_from_start = false;
        std::string user, password;  // "" for a server without sign-in
        bool busy = false;           // 421 instead of a greeting
    };
    struct Mail {
        std::string from, to, content;  // without the dots that the protocol added
    };
    struct Transcript {
        std::string client, server;  // every byte that was said, as it was before encryption
        bool encrypted = false;
    };

    SmtpSink() : SmtpSink(Options()) {}
    explicit SmtpSink(Options options);
    ~SmtpSink();
    SmtpSink(const SmtpSink&) = delete;
    SmtpSink& operator=(const SmtpSink&) = delete;

    std::uint16_t port() const { return port_; }
    const std::string& certificate() const { return certificate_; }  // PEM text, for localhost and 127.0.0.1
    void script(const std::string& recipient, Answer answer);

    // What this server took responsibility for, whether or not the client was told.
    std::vector<Mail> accepted() const;
    // Of the conversations that are over, in the order they ended; waits until `count` are.
    std::vector<Transcript> transcripts(std::size_t count) const;

 private:
    struct Line;
    void listen();
    void converse(int socket);
    void talk(Line& line);
    bool take_content(Line& line, Mail mail, Answer answer);
    Answer answer_for(const std::string& recipient) const;

    Options options_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::string certificate_;
    std::shared_ptr<void> tls_;
    mutable std::mutex mutex_;
    std::map<std::string, Answer> scripts_;
    std::vector<Mail> accepted_;
    std::vector<Transcript> transcripts_;
    mutable std::atomic<std::size_t> ended_{0};
    std::vector<int> open_;
    std::list<std::thread> conversations_;
    bool stopping_ = false;
    std::thread acceptor_;
};

}  // namespace elan::testing
