#include "platform/http/transport.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace elan::http {

namespace {

bool must_wait() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

class PlainTransport : public Transport {
 public:
    explicit PlainTransport(int socket) : socket_(socket) {}

    Step handshake() override { return {}; }

    Step read(std::span<char> room) override {
        ssize_t got = ::recv(socket_, room.data(), room.size(), 0);
        if (got > 0) return {static_cast<std::size_t>(got), Progress::Done};
        return {0, got < 0 && must_wait() ? Progress::WaitToRead : Progress::Closed};
    }

    Step write(std::span<const std::string_view> parts) override {
        std::array<iovec, 64> pieces{};
        std::size_t count = std::min(parts.size(), pieces.size());
        for (std::size_t i = 0; i < count; ++i) pieces[i] = {const_cast<char*>(parts[i].data()), parts[i].size()};
        msghdr message{};
        message.msg_iov = pieces.data();
        message.msg_iovlen = count;
        ssize_t sent = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
        if (sent >= 0) return {static_cast<std::size_t>(sent), Progress::Done};
        return {0, must_wait() ? Progress::WaitToWrite : Progress::Closed};
    }

    void finish() override { ::shutdown(socket_, SHUT_WR); }
    bool is_secure() const override { return false; }

 private:
    int socket_;
};

}  // namespace

std::unique_ptr<Transport> plain_transport(int socket) { return std::make_unique<PlainTransport>(socket); }

}  // namespace elan::http
