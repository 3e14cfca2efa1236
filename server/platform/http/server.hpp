#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/request_reader.hpp"
#include "platform/http/router.hpp"
#include "platform/http/tls.hpp"

namespace elan::http {

// Where to listen; port 0 takes a free one. With `tls` the port speaks TLS only.
struct Endpoint {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::shared_ptr<Tls> tls;
};

// What may be written down about an answer: nothing of what was said in it.
struct Served {
    std::string_view id, method, route, actor;  // route: the pattern, "" when none answers
    int status = 0;
    std::optional<std::uint64_t> bytes;  // of the content, when known beforehand
    std::chrono::microseconds took{0};
};

struct ServerOptions {
    std::vector<Endpoint> endpoints{Endpoint{}};
    ReadingLimits reading;
    // A write waits for the disk on its worker and the database commits waiting writes together: more threads than
    // cores let more of them share one sync.
    std::size_t workers = 32;
    std::size_t longest_queue = 1024;
    std::size_t most_connections = 2000;
    std::vector<std::string> trusted_proxies;
    bool compress = true;
    // All bodies being received together; those who come when it is used up are asked to come back.
    std::size_t most_body_memory = 128 * 1024 * 1024;

    std::chrono::milliseconds head_time{10'000};
    std::chrono::milliseconds handler_time{30'000};
    std::chrono::milliseconds idle_time{60'000};
    // Bodies in, and contents out, must move at least this many bytes in each such while.
    std::chrono::milliseconds pace_time{60'000};
    std::uint64_t pace_bytes = 60 * 1024;
    std::chrono::milliseconds stop_time{30'000};

    // Told of each answer as it begins to leave, for the log.
    std::function<void(const Served&)> served;
};

// HTTP/1.1 for the routes of a router: one thread moves bytes, workers run the answers.
class Server {
 public:
    Server(ServerOptions options, const Router& router);  // listens, and answers from here on; throws when it cannot
    ~Server();                                            // stops

    // The port of the n-th endpoint.
    std::uint16_t port(std::size_t endpoint = 0) const;
    // Accepts no more, finishes the requests in flight, closes streams, and returns when all is quiet.
    void stop();

 private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace elan::http
