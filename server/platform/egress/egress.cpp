#include "platform/egress/egress.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <memory>
#include <mutex>

namespace elan {

namespace {

struct Range4 {
    std::uint32_t first, mask;
};
constexpr std::uint32_t ip(unsigned a, unsigned b, unsigned c, unsigned d) { return a << 24 | b << 16 | c << 8 | d; }
// IANA special-purpose registry (RFC 6890), and multicast.
constexpr std::array<Range4, 12> inside4 = {{{ip(0, 0, 0, 0), 0xFF000000},
                                             {ip(10, 0, 0, 0), 0xFF000000},
                                             {ip(100, 64, 0, 0), 0xFFC00000},
                                             {ip(127, 0, 0, 0), 0xFF000000},
                                             {ip(169, 254, 0, 0), 0xFFFF0000},
                                             {ip(172, 16, 0, 0), 0xFFF00000},
                                             {ip(192, 0, 0, 0), 0xFFFFFF00},
                                             {ip(192, 168, 0, 0), 0xFFFF0000},
                                             {ip(198, 18, 0, 0), 0xFFFE0000},
                                             {ip(224, 0, 0, 0), 0xF0000000},
                                             {ip(240, 0, 0, 0), 0xF0000000},
                                             {ip(192, 0, 2, 0), 0xFFFFFF00}}};

bool inside_v4(std::uint32_t address) {
    return std::ranges::any_of(inside4, [&](const Range4& range) { return (address & range.mask) == range.first; });
}

bool inside_v6(const in6_addr& address) {
    const auto* bytes = address.s6_addr;
    const bool high_zero = std::all_of(bytes, bytes + 10, [](auto byte) { return byte == 0; });
    std::uint32_t last4 = 0;
    std::memcpy(&last4, bytes + 12, 4);
    last4 = ntohl(last4);
    if (high_zero && bytes[10] == 0xFF && bytes[11] == 0xFF) return inside_v4(last4);  // ::ffff:a.b.c.d
    if (high_zero && bytes[10] == 0 && bytes[11] == 0) return true;                    // ::, ::1, ::a.b.c.d
    if (bytes[0] == 0x00 && bytes[1] == 0x64) return true;                             // 64:ff9b:: translates to IPv4
    const bool local = (bytes[0] & 0xFE) == 0xFC || (bytes[0] == 0xFE && (bytes[1] & 0xC0) >= 0x80);
    return local || bytes[0] == 0xFF || (bytes[0] == 0x20 && bytes[1] == 0x02);
}

void start_curl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct Conversation {
    const Egress* egress;
    std::string_view left;
    std::string reply;
    bool connected = false;
    bool accepted_after_dot = false;
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* given) {
    auto& conversation = *static_cast<Conversation*>(given);
    const auto length = std::min(size * count, conversation.left.size());
    std::memcpy(into, conversation.left.data(), length);
    conversation.left.remove_prefix(length);
    return length;
}

std::size_t hear(char* line, std::size_t size, std::size_t count, void* given) {
    auto& conversation = *static_cast<Conversation*>(given);
    conversation.reply.assign(line, size * count);
    while (!conversation.reply.empty() && (conversation.reply.back() == '\n' || conversation.reply.back() == '\r'))
        conversation.reply.pop_back();
    // A 250 after the last byte was handed over answers the final dot.
    if (conversation.left.empty() && conversation.reply.starts_with("250")) conversation.accepted_after_dot = true;
    return size * count;
}

// The address that is about to be connected to is the one that is checked.
curl_socket_t open_checked(void* given, curlsocktype, curl_sockaddr* target) {
    auto& conversation = *static_cast<Conversation*>(given);
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* raw = target->family == AF_INET6
                          ? static_cast<const void*>(&reinterpret_cast<sockaddr_in6*>(&target->addr)->sin6_addr)
                          : static_cast<const void*>(&reinterpret_cast<sockaddr_in*>(&target->addr)->sin_addr);
    if (!::inet_ntop(target->family, raw, text.data(), text.size()) ||
        !conversation.egress->allows_address(text.data()))
        return CURL_SOCKET_BAD;
    conversation.connected = true;
    return ::socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
}

struct Freed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

bool is_inside_address(const std::string& address) {
    in_addr v4{};
    if (::inet_pton(AF_INET, address.c_str(), &v4) == 1) return inside_v4(ntohl(v4.s_addr));
    in6_addr v6{};
    if (::inet_pton(AF_INET6, address.c_str(), &v6) == 1) return inside_v6(v6);
    return true;  // what is no address is not trusted
}

bool Egress::allows_host(std::string_view host) const { return policy_.hosts.contains(std::string(host)); }

bool Egress::allows_address(const std::string& address) const {
    return policy_.private_addresses || !is_inside_address(address);
}

Egress::SmtpOutcome Egress::send_mail(const SmtpServer& server, const std::string& from, const std::string& to,
                                      const std::string& message) const {
    if (!allows_host(server.host)) return {.code = 0, .reply = "Ce serveur n’est pas sur la liste des hôtes permis."};
    start_curl();
    const std::unique_ptr<CURL, Freed> handle(curl_easy_init());
    const std::unique_ptr<curl_slist, Freed> recipients(curl_slist_append(nullptr, fmt::format("<{}>", to).c_str()));
    Conversation conversation{.egress = this, .left = message, .reply = {}};
    auto set = [&](auto option, auto value) { curl_easy_setopt(handle.get(), option, value); };
    const auto address = fmt::format("{}://{}:{}", server.port == 465 ? "smtps" : "smtp", server.host, server.port);
    const auto sender = fmt::format("<{}>", from);
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_MAIL_FROM, sender.c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
    set(CURLOPT_READFUNCTION, give);
    set(CURLOPT_READDATA, &conversation);
    set(CURLOPT_HEADERFUNCTION, hear);
    set(CURLOPT_HEADERDATA, &conversation);
    set(CURLOPT_OPENSOCKETFUNCTION, open_checked);
    set(CURLOPT_OPENSOCKETDATA, &conversation);
    set(CURLOPT_USE_SSL, static_cast<long>(server.starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    set(CURLOPT_SSL_VERIFYPEER, server.verify ? 1L : 0L);
    set(CURLOPT_SSL_VERIFYHOST, server.verify ? 2L : 0L);
    if (!server.authorities.empty()) set(CURLOPT_CAINFO, server.authorities.c_str());
    if (!server.user.empty()) {
        set(CURLOPT_USERNAME, server.user.c_str());
        set(CURLOPT_PASSWORD, server.password.c_str());
    }
    set(CURLOPT_CONNECTTIMEOUT, 15L);
    set(CURLOPT_TIMEOUT, 60L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);

    const auto result = curl_easy_perform(handle.get());
    long code = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &code);
    SmtpOutcome outcome{
        .code = static_cast<int>(code), .reply = conversation.reply, .connected = conversation.connected};
    outcome.all_sent = conversation.left.empty();
    outcome.accepted = result == CURLE_OK || conversation.accepted_after_dot;
    if (outcome.reply.empty()) outcome.reply = curl_easy_strerror(result);
    return outcome;
}

}  // namespace elan
