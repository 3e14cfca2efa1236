#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "platform/http/client_address.hpp"
#include "platform/http/request_reader.hpp"
#include "platform/http/server.hpp"
#include "platform/http/source.hpp"
#include "platform/http/transport.hpp"
#include "platform/http/worker_pool.hpp"

namespace elan::http {

namespace asio = boost::asio;
using Moment = std::chrono::steady_clock::time_point;

class Connection;

// What all connections share.
struct Surroundings {
    asio::io_context& io;
    const ServerOptions& options;
    const Router& router;
    const TrustedProxies& proxies;
    WorkerPool& pool;
    std::vector<char> room = std::vector<char>(64 * 1024);  // the input-output thread reads here, whoever it reads for
    std::unordered_set<std::shared_ptr<Connection>> open = {};
    std::atomic<bool> stopping = false;
    std::size_t body_memory = 0;
};

// One client. Everything runs on the input-output thread, except answer(), which runs on a worker: between dispatch()
// and its return the worker alone owns the request and, once it has claimed it, the answer.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
    Connection(Surroundings& around, asio::ip::tcp::socket socket, std::unique_ptr<Transport> transport,
               std::string peer);

    void start();
    void look_at_clock(Moment now);
    void finish_soon();  // the server stops
    void close();
    // Since when it has been waiting for a client to say something whole, if it is: the first to go when room is short.
    std::optional<Moment> idle_since() const;

 private:
    enum class Stage { Handshake, Head, Body, Answering, Sending, Draining, Closed };

    // What remains to be written of the present response.
    struct Outgoing {
        std::string head;
        std::string body;
        std::string_view fixed;
        std::size_t sent = 0;
        std::size_t left() const { return head.size() + body.size() + fixed.size() - sent; }
    };

    void enter(Stage stage, std::chrono::milliseconds at_most);
    void wait_to_read();
    void wait_to_write();
    void go_on();
    void wait_for(Progress progress);

    void shake_hands();
    void await_request();
    void read_more();
    void take(std::string_view bytes);
    void take_or_refuse(std::string_view bytes);
    void admit();
    void count_body_memory();
    void forget_body_memory();
    void dispatch();

    void answer();
    void worker_is_back();
    void compose(Response& response, bool keep_alive);
    void open_source(Response& response, std::optional<std::uint64_t>& length);
    void tell(int status, std::string_view actor, Moment began);
    static void produce(const Producer& producer, Pipe& pipe, const Request& request);

    void answer_at_once(Response response);
    void send();
    bool flush();
    Step write_some();
    bool refill();
    void watch_client();
    bool is_endless() const;
    void response_sent();
    void linger();
    void drain();
    bool kept_pace();
    void restart_pace();

    Surroundings& around_;
    asio::ip::tcp::socket socket_;
    std::unique_ptr<Transport> transport_;
    std::string peer_;
    bool from_proxy_;

    Stage stage_ = Stage::Handshake;
    Moment entered_;
    Moment deadline_;
    bool waiting_to_read_ = false;
    bool waiting_to_write_ = false;

    std::optional<RequestReader> reader_;
    std::string pending_;          // read, not yet taken
    std::size_t body_memory_ = 0;  // our part of the common one
    std::uint64_t moved_ = 0;      // bytes of body or content since the present while began

    std::atomic<bool> claimed_ = false;  // who answers: the worker, or the clock
    bool head_only_ = false;
    bool http_1_0_ = false;
    bool close_after_ = false;
    bool close_when_back_ = false;
    Outgoing out_;
    std::shared_ptr<Source> source_;
    std::shared_ptr<EventStream> events_;
    bool chunked_ = false;
    std::optional<std::uint64_t> length_;  // of the present answer's content, when known
};

}  // namespace elan::http
