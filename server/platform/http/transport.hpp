#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace elan::http {

// What happened to a non-blocking step on a connection.
enum class Progress { Done, WaitToRead, WaitToWrite, Closed };
struct Step {
    std::size_t bytes = 0;
    Progress progress = Progress::Done;
};

// Bytes in and out of one connection, plain or TLS. Nothing here waits: a step that cannot go on says what to wait for.
// Keeping the two kinds behind one virtual port spares the connection logic from being compiled twice.
class Transport {
 public:
    virtual ~Transport() = default;
    virtual Step handshake() = 0;
    virtual Step read(std::span<char> room) = 0;
    // Writes from the front of the parts, in order, as much as goes.
    virtual Step write(std::span<const std::string_view> parts) = 0;
    // Tells the other side that nothing more will come.
    virtual void finish() = 0;
    // May a worker write while the input-output thread does not touch the connection? Saves a hop.
    virtual bool is_secure() const = 0;
};

// Neither owns the socket.
std::unique_ptr<Transport> plain_transport(int socket);

}  // namespace elan::http
