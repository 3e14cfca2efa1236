#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "platform/egress/connection.hpp"
#include "platform/egress/egress.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

using Obstacle = SmtpConversation::Obstacle;

// The conversation while it goes on. What libcurl reports for debugging is the only faithful account of it: which
// command was said last, which reply came to it, and how much of the message was written to the line.
struct Listener {
    SmtpConversation conversation;
    std::string_view left;  // of the message, to be given to libcurl
    std::size_t written = 0;
    bool closing = false;
    const std::function<bool()>& give_up;

    void said(std::string_view command);
    void heard(std::string_view line);
    void wrote(std::size_t length);
    void forget_reply();
};

void Listener::said(std::string_view command) {
    auto& stage = conversation.stage;
    closing = command.starts_with("QUIT");  // its reply says nothing of the message
    if (closing) return;
    // In this order only: during the sign-in, base64 may spell anything.
    if (command.starts_with("MAIL FROM:")) {
        stage = SmtpStage::Sender;
    } else if (stage == SmtpStage::Sender && command.starts_with("RCPT TO:")) {
        stage = SmtpStage::Recipient;
    } else if (stage == SmtpStage::Recipient && command.starts_with("DATA")) {
        stage = SmtpStage::Content;
    }
    forget_reply();
}

void Listener::forget_reply() {
    conversation.code = 0;
    conversation.reply.clear();
}

// "250-first line", "250 last line": the lines of one reply are put together.
void Listener::heard(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    int code = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), code);
    if (read.ec != std::errc() || line.size() < 3 || closing) return;
    if (code != conversation.code) forget_reply();
    conversation.code = code;
    if (conversation.reply.size() > 1000) return;
    if (!conversation.reply.empty()) conversation.reply += ' ';
    conversation.reply += line.substr(std::min<std::size_t>(4, line.size()));
}

void Listener::wrote(std::size_t length) {
    written += length;
    forget_reply();
}

int listen(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* given) {
    auto& listener = *static_cast<Listener*>(given);
    if (kind == CURLINFO_HEADER_OUT) listener.said({bytes, size});
    if (kind == CURLINFO_HEADER_IN) listener.heard({bytes, size});
    if (kind == CURLINFO_DATA_OUT) listener.wrote(size);
    return 0;
}

std::size_t give_message(char* into, std::size_t size, std::size_t count, void* given) {
    auto& left = static_cast<Listener*>(given)->left;
    const auto length = std::min(size * count, left.size());
    std::memcpy(into, left.data(), length);
    left.remove_prefix(length);
    return length;
}

int look_up(void* given, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto& listener = *static_cast<Listener*>(given);
    return listener.conversation.stage < SmtpStage::Content && listener.give_up && listener.give_up() ? 1 : 0;
}

// Nothing that could end the command or the brackets it stands in.
bool can_be_said(const std::string& address) {
    return !address.empty() && std::ranges::none_of(address, [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '<' || c == '>';
    });
}

bool can_be_host(const std::string& host) { return host.find_first_of("/@?#\\ \t\r\n%") == std::string::npos; }

std::string address_of(const SmtpServer& server) {
    const bool v6 = server.host.find(':') != std::string::npos;
    return fmt::format("{}://{}{}{}:{}", server.port == 465 ? "smtps" : "smtp", v6 ? "[" : "", server.host,
                       v6 ? "]" : "", server.port);
}

Obstacle obstacle_of(CURLcode result, const OutsideConnection& connection) {
    switch (result) {
        case CURLE_OK:
            return Obstacle::None;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
            return connection.refused_address() ? Obstacle::NotAllowed : Obstacle::Unreachable;
        case CURLE_USE_SSL_FAILED:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CACERT_BADFILE:
            return Obstacle::Encryption;
        case CURLE_LOGIN_DENIED:
            return Obstacle::SignIn;
        default:
            return Obstacle::Silence;
    }
}

void prepare(OutsideConnection& connection, const SmtpServer& server, Listener& listener) {
    connection.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    connection.set(CURLOPT_UPLOAD, 1L);
    connection.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(listener.left.size()));
    connection.set(CURLOPT_READFUNCTION, give_message);
    connection.set(CURLOPT_READDATA, &listener);
    connection.set(CURLOPT_VERBOSE, 1L);
    connection.set(CURLOPT_DEBUGFUNCTION, listen);
    connection.set(CURLOPT_DEBUGDATA, &listener);
    connection.set(CURLOPT_NOPROGRESS, 0L);
    connection.set(CURLOPT_XFERINFOFUNCTION, look_up);
    connection.set(CURLOPT_XFERINFODATA, &listener);
    connection.set(CURLOPT_USE_SSL, static_cast<long>(server.starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    connection.set(CURLOPT_SSL_VERIFYPEER, server.verify ? 1L : 0L);
    connection.set(CURLOPT_SSL_VERIFYHOST, server.verify ? 2L : 0L);
    connection.believe(server.authorities);
    if (!server.user.empty()) {
        connection.set(CURLOPT_USERNAME, server.user.c_str());
        connection.set(CURLOPT_PASSWORD, server.password.c_str());
    }
    connection.set(CURLOPT_TIMEOUT_MS, static_cast<long>(server.patience_ms));
}

}  // namespace

SmtpConversation Egress::send_mail(const SmtpServer& server, const std::string& from, const std::string& to,
                                   const std::string& message, const std::function<bool()>& give_up) const {
    if (!allows_host(server.host) || !can_be_host(server.host))
        return {.failure = "the host is not allowed", .obstacle = Obstacle::NotAllowed};
    refuse_if(!can_be_said(from) || !can_be_said(to), Problem::Invalid,
              "Une adresse e-mail contient des caractères interdits.");

    const bool safe = server.verify && (server.starttls || server.port == 465);
    OutsideConnection connection(safe, policy_.private_addresses);
    Listener listener{.conversation = {}, .left = message, .give_up = give_up};
    const auto address = address_of(server), sender = fmt::format("<{}>", from);
    const TextList recipients(curl_slist_append(nullptr, fmt::format("<{}>", to).c_str()));
    connection.set(CURLOPT_URL, address.c_str());
    connection.set(CURLOPT_MAIL_FROM, sender.c_str());
    connection.set(CURLOPT_MAIL_RCPT, recipients.get());
    prepare(connection, server, listener);

    const auto result = connection.perform();
    auto& conversation = listener.conversation;
    // libcurl writes the final dot after the last byte of the message; when that write fails it says so.
    const bool handed = listener.written >= message.size() && result != CURLE_SEND_ERROR;
    if (conversation.stage == SmtpStage::Content && handed) conversation.stage = SmtpStage::Handed;
    conversation.obstacle = obstacle_of(result, connection);
    conversation.failure = connection.failure(result);
    return conversation;
}

}  // namespace elan
