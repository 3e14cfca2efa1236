#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace elan::testing {

// A response as it came over the wire.
struct RawResponse {
    int status = 0;  // 0 when the connection ended before any
    std::string head;
    std::string body;

    // The value of the first header line of that exact name.
    std::string header(std::string_view name) const {
        std::size_t at = head.find("\r\n" + std::string(name) + ": ");
        if (at == std::string::npos) return {};
        at += name.size() + 4;
        return head.substr(at, head.find("\r\n", at) - at);
    }
};

// A client that sends exactly the bytes it is given, to a server on this machine.
class RawClient {
 public:
    explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(port);
        where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval patience{10, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&where), sizeof where) != 0)
            throw std::runtime_error("cannot connect");
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    int socket() const { return socket_; }

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;  // the server closed: the test sees it when it reads
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    // Bytes up to and including `end`; what was received so far when the connection ends first.
    std::string read_until(std::string_view end) {
        std::size_t at = 0;
        while ((at = received_.find(end)) == std::string::npos)
            if (!receive()) return take(received_.size());
        return take(at + end.size());
    }

    std::string read_exactly(std::size_t bytes) {
        while (received_.size() < bytes && receive()) {
        }
        return take(std::min(bytes, received_.size()));
    }

    std::string read_to_end() {
        while (receive()) {
        }
        return take(received_.size());
    }

    RawResponse read_response(bool without_body = false) {
        RawResponse response;
        response.head = read_until("\r\n\r\n");
        if (response.head.size() < 12) return response;
        response.status = std::atoi(response.head.substr(9, 3).c_str());
        if (without_body || response.status == 204 || response.status == 304 || response.status < 200) return response;
        if (response.header("Transfer-Encoding") == "chunked")
            response.body = read_chunks();
        else if (std::string length = response.header("Content-Length"); !length.empty())
            response.body = read_exactly(std::stoul(length));
        else
            response.body = read_to_end();
        return response;
    }

    RawResponse ask(std::string_view request) {
        send(request);
        return read_response(request.starts_with("HEAD "));
    }

    bool closed_by_server() { return received_.empty() && !receive(); }

 private:
    std::string read_chunks() {
        std::string body;
        for (;;) {
            std::size_t size = std::stoul("0" + read_until("\r\n"), nullptr, 16);
            body += read_exactly(size);
            read_exactly(2);
            if (size == 0) return body;
        }
    }

    bool receive() {
        char room[16 * 1024];
        ssize_t got = ::recv(socket_, room, sizeof room, 0);
        if (got > 0) received_.append(room, static_cast<std::size_t>(got));
        return got > 0;
    }

    std::string take(std::size_t bytes) {
        std::string front = received_.substr(0, bytes);
        received_.erase(0, bytes);
        return front;
    }

    int socket_;
    std::string received_;
};

}  // namespace elan::testing
