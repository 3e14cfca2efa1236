#include <utility>

#include "platform/http/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <future>
#include <thread>

#include <spdlog/spdlog.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "platform/http/connection.hpp"
#include "platform/http/spool.hpp"

namespace elan::http {

namespace {

using asio::ip::tcp;

// Each connection is an open file, and the usual limit of 1024 is less than the connections we accept.
void raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::chrono::milliseconds tick(const ServerOptions& options) {
    auto shortest = std::min({options.head_time, options.handler_time, options.idle_time, options.pace_time});
    return std::clamp<std::chrono::milliseconds>(shortest / 4, std::chrono::milliseconds(5), std::chrono::seconds(1));
}

constexpr std::chrono::seconds certificate_check{10};
constexpr std::chrono::milliseconds tick_while_stopping{10};

struct Door {
    tcp::acceptor acceptor;
    std::shared_ptr<Tls> tls;
};

}  // namespace

class Server::Loop {
 public:
    Loop(ServerOptions options, const Router& router)
        : options_(std::move(options)),
          proxies_(options_.trusted_proxies),
          around_{io_, options_, router, proxies_, pool_},
          pool_(options_.workers, options_.longest_queue),
          clock_(io_) {
        raise_file_limit();
        std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
        for (const Endpoint& endpoint : options_.endpoints) open_door(endpoint);
        for (Door& door : doors_) accept(door);
        tick();
        thread_ = std::thread([this] { io_.run(); });
    }

    ~Loop() { stop(); }

    std::uint16_t port(std::size_t endpoint) const { return ports_.at(endpoint); }

    void stop() {
        if (!thread_.joinable()) return;
        asio::post(io_, [this] { begin_to_stop(); });
        thread_.join();
    }

 private:
    void open_door(const Endpoint& endpoint) {
        tcp::endpoint where(asio::ip::make_address(endpoint.address), endpoint.port);
        tcp::acceptor acceptor(io_, where.protocol());
        acceptor.set_option(tcp::acceptor::reuse_address(true));
        if (where.address().is_v6()) acceptor.set_option(asio::ip::v6_only(false));
        acceptor.bind(where);
        acceptor.listen();
        ports_.push_back(acceptor.local_endpoint().port());
        doors_.push_back({std::move(acceptor), endpoint.tls});
    }

    void accept(Door& door) {
        door.acceptor.async_accept([this, &door](boost::system::error_code error, tcp::socket socket) {
            if (around_.stopping) return;
            if (!error) welcome(door, std::move(socket));
            // Out of open files, most likely: the next tick tries again, rather than this thread in a loop.
            error ? shut_out_.push_back(&door) : accept(door);
        });
    }

    void welcome(const Door& door, tcp::socket socket) {
        boost::system::error_code gone;
        auto peer = socket.remote_endpoint(gone);
        if (!gone) socket.set_option(tcp::no_delay(true), gone);
        if (!gone) socket.non_blocking(true, gone);
        if (gone || !make_room()) return;
        int handle = socket.native_handle();
        auto transport = door.tls ? door.tls->transport(handle) : plain_transport(handle);
        std::string address(plain_address(peer.address().to_string()));
        auto connection =
            std::make_shared<Connection>(around_, std::move(socket), std::move(transport), std::move(address));
        around_.open.insert(connection);
        connection->start();
    }

    // When all places are taken, the one who has said nothing whole for the longest time gives way.
    bool make_room() {
        if (around_.open.size() < options_.most_connections) return true;
        std::shared_ptr<Connection> longest;
        for (const auto& connection : around_.open)
            if (connection->idle_since() && (!longest || *connection->idle_since() < *longest->idle_since()))
                longest = connection;
        if (!longest) return false;
        longest->close();
        return true;
    }

    void tick() {
        clock_.expires_after(around_.stopping ? tick_while_stopping : http::tick(options_));
        clock_.async_wait([this](boost::system::error_code error) {
            if (error) return;
            Moment now = std::chrono::steady_clock::now();
            for (const auto& connection : everyone()) connection->look_at_clock(now);
            for (Door* door : std::exchange(shut_out_, {})) accept(*door);
            if (now - certificates_seen_ >= certificate_check) look_at_certificates(now);
            if (around_.stopping) leave_when_quiet(now);
            if (!gone_) tick();
        });
    }

    void look_at_certificates(Moment now) {
        certificates_seen_ = now;
        for (Door& door : doors_)
            if (door.tls) door.tls->reload_if_changed();
    }

    // A copy, because those who close leave the set.
    std::vector<std::shared_ptr<Connection>> everyone() const { return {around_.open.begin(), around_.open.end()}; }

    void begin_to_stop() {
        around_.stopping = true;
        stop_before_ = std::chrono::steady_clock::now() + options_.stop_time;
        for (Door& door : doors_) door.acceptor.close();
        for (const auto& connection : everyone()) connection->finish_soon();
        clock_.cancel();
        leave_when_quiet(std::chrono::steady_clock::now());
        if (!gone_) tick();
    }

    void leave_when_quiet(Moment now) {
        if (now >= stop_before_)
            for (const auto& connection : everyone()) connection->close();
        gone_ = around_.open.empty();
    }

    ServerOptions options_;
    TrustedProxies proxies_;
    asio::io_context io_{1};
    Surroundings around_;
    WorkerPool pool_;  // goes first: its work uses all of the above
    std::deque<Door> doors_;
    std::vector<std::uint16_t> ports_;
    std::vector<Door*> shut_out_;
    asio::steady_timer clock_;
    Moment certificates_seen_ = std::chrono::steady_clock::now();
    Moment stop_before_;
    bool gone_ = false;
    std::thread thread_;
};

Server::Server(ServerOptions options, const Router& router)
    : loop_(std::make_unique<Loop>(std::move(options), router)) {}
Server::~Server() = default;

std::uint16_t Server::port(std::size_t endpoint) const { return loop_->port(endpoint); }
void Server::stop() { loop_->stop(); }

}  // namespace elan::http
