#include <utility>

#include "platform/http/connection.hpp"

#include <array>
#include <system_error>

#include <fmt/format.h>
#include <boost/asio/post.hpp>

#include "platform/http/events.hpp"
#include "platform/http/head.hpp"
#include "platform/http/problem.hpp"

namespace elan::http {

namespace {

constexpr std::size_t most_drained = 256 * 1024;
constexpr std::size_t one_turn = 1024 * 1024;  // then other connections have theirs
constexpr std::chrono::milliseconds linger_time{2000};
constexpr Moment never = Moment::max();

std::string_view without_front(std::string_view text, std::size_t& skipped) {
    std::size_t cut = std::min(skipped, text.size());
    skipped -= cut;
    return text.substr(cut);
}

Refusal busy() {
    Refusal refusal(Problem::Unavailable, "Le serveur est très sollicité ; réessayez dans un instant.", "busy");
    refusal.retry_after_s = 1;
    return refusal;
}

std::string chunk_head(std::size_t size) { return fmt::format("{:x}\r\n", size); }

}  // namespace

Connection::Connection(Surroundings& around, asio::ip::tcp::socket socket, std::unique_ptr<Transport> transport,
                       std::string peer)
    : around_(around),
      socket_(std::move(socket)),
      transport_(std::move(transport)),
      peer_(std::move(peer)),
      from_proxy_(around.proxies.contains(peer_)) {}

void Connection::start() {
    enter(Stage::Handshake, around_.options.head_time);
    if (transport_->is_secure())
        shake_hands();
    else
        await_request();
}

void Connection::enter(Stage stage, std::chrono::milliseconds at_most) {
    stage_ = stage;
    entered_ = std::chrono::steady_clock::now();
    deadline_ = entered_ + at_most;
}

void Connection::wait_to_read() {
    if (std::exchange(waiting_to_read_, true)) return;
    socket_.async_wait(asio::ip::tcp::socket::wait_read, [self = shared_from_this()](boost::system::error_code error) {
        self->waiting_to_read_ = false;
        error ? self->close() : self->go_on();
    });
}

void Connection::wait_to_write() {
    if (std::exchange(waiting_to_write_, true)) return;
    socket_.async_wait(asio::ip::tcp::socket::wait_write, [self = shared_from_this()](boost::system::error_code error) {
        self->waiting_to_write_ = false;
        error ? self->close() : self->go_on();
    });
}

void Connection::wait_for(Progress progress) {
    if (progress == Progress::WaitToRead) wait_to_read();
    if (progress == Progress::WaitToWrite) wait_to_write();
    if (progress == Progress::Closed) close();
}

// The socket is ready again, for whatever we were about.
void Connection::go_on() {
    switch (stage_) {
        case Stage::Handshake:
            return shake_hands();
        case Stage::Head:
        case Stage::Body:
            return read_more();
        case Stage::Sending:
            return out_.left() == 0 && source_ ? watch_client() : send();
        case Stage::Draining:
            return drain();
        case Stage::Answering:
        case Stage::Closed:
            return;
    }
}

void Connection::shake_hands() {
    Step step = transport_->handshake();
    step.progress == Progress::Done ? await_request() : wait_for(step.progress);
}

// Bytes that came with the previous request are the beginning of the next one.
void Connection::await_request() {
    forget_body_memory();
    reader_.emplace(around_.options.reading);
    reader_->request().id = new_request_id();
    head_only_ = http_1_0_ = false;
    bool first = stage_ == Stage::Handshake;
    enter(Stage::Head, first ? around_.options.head_time : around_.options.idle_time);
    if (pending_.empty()) return wait_to_read();
    std::string bytes = std::exchange(pending_, {});
    take_or_refuse(bytes);
}

void Connection::read_more() {
    Step step = transport_->read(around_.room);
    if (step.progress != Progress::Done) return wait_for(step.progress);
    std::string_view fresh(around_.room.data(), step.bytes);
    if (pending_.empty()) return take_or_refuse(fresh);
    std::string bytes = std::exchange(pending_, {});
    take_or_refuse(bytes.append(fresh));
}

void Connection::take_or_refuse(std::string_view bytes) {
    try {
        take(bytes);
    } catch (const std::exception&) {
        close_after_ = true;
        answer_at_once(failure_response(std::current_exception(), reader_->request()));
    }
}

void Connection::take(std::string_view bytes) {
    if (stage_ == Stage::Head && !reader_->started()) enter(Stage::Head, around_.options.head_time);
    for (std::size_t used = 1; used > 0 && reader_->stage() != RequestReader::Stage::Done;) {
        used = reader_->feed(bytes);
        bytes.remove_prefix(used);
        moved_ += used;
        if (stage_ == Stage::Head && reader_->stage() != RequestReader::Stage::Head) admit();
        count_body_memory();
    }
    pending_.assign(bytes);
    if (stage_ == Stage::Closed) return;
    reader_->stage() == RequestReader::Stage::Done ? dispatch() : wait_to_read();
}

// A thousand bodies just under the limit of each are still too much together.
void Connection::count_body_memory() {
    std::size_t held = reader_->request().body.size();
    around_.body_memory += held - body_memory_;
    body_memory_ = held;
    if (held > 0 && around_.body_memory > around_.options.most_body_memory) throw busy();
}

void Connection::forget_body_memory() { around_.body_memory -= std::exchange(body_memory_, 0); }

// The head is known: what may follow depends on the address asked for.
void Connection::admit() {
    Request& request = reader_->request();
    head_only_ = request.method == Method::Head;
    http_1_0_ = request.http_1_0;
    close_after_ = !request.keep_alive;
    request.client_address =
        from_proxy_ ? around_.proxies.client(peer_, request.headers.all("X-Forwarded-For")) : peer_;
    request.secure = transport_->is_secure() || (from_proxy_ && request.headers.all("X-Forwarded-Proto") == "https");
    reader_->allow_body(around_.router.admit(request));
    enter(Stage::Body, around_.options.pace_time);
    moved_ = 0;
    if (!reader_->expects_continue()) return;
    constexpr std::array<std::string_view, 1> go_ahead{"HTTP/1.1 100 Continue\r\n\r\n"};
    Step step = transport_->write(go_ahead);
    // The socket is idle and empty: if even this does not fit at once, the client is gone.
    if (step.bytes != go_ahead[0].size()) close();
}

void Connection::dispatch() {
    enter(Stage::Answering, around_.options.handler_time);
    claimed_ = false;
    if (around_.pool.offer([self = shared_from_this()] { self->answer(); })) return;
    answer_at_once(problem_response(busy()));
}

// On a worker. A small plain response leaves from here: the client need not wait for the other thread to wake up.
void Connection::answer() {
    Moment began = std::chrono::steady_clock::now();
    const Request& request = reader_->request();
    Response response = around_.router.answer(reader_->request());
    Producer producer;
    if (auto* given = std::get_if<Producer>(&response.content)) producer = *given;
    int status = response.status;
    if (around_.options.compress) compress_if_worthwhile(request, response);

    if (claimed_.exchange(true)) return;
    bool keep_alive = !close_after_ && !around_.stopping;
    try {
        compose(response, keep_alive);
    } catch (const std::exception&) {
        response = failure_response(std::current_exception(), request);
        producer = nullptr;
        compose(response, keep_alive);
    }
    auto pipe = std::dynamic_pointer_cast<Pipe>(source_);
    tell(status, request.actor, began);
    if (!transport_->is_secure()) out_.sent += write_some().bytes;
    asio::post(around_.io, [self = shared_from_this()] { self->worker_is_back(); });
    if (producer && pipe) produce(producer, *pipe, request);
}

void Connection::worker_is_back() {
    enter(Stage::Sending, around_.options.pace_time);
    moved_ = 0;
    close_when_back_ || (around_.stopping && is_endless()) ? close() : send();
}

void Connection::tell(int status, std::string_view actor, Moment began) {
    if (!around_.options.served) return;
    const auto& request = reader_->request();
    const auto took = std::chrono::steady_clock::now() - began;
    around_.options.served({.id = request.id,
                            .method = word_of(request.method),
                            .route = request.route ? std::string_view(request.route->pattern) : std::string_view(),
                            .actor = actor,
                            .status = status,
                            .bytes = length_,
                            .took = std::chrono::duration_cast<std::chrono::microseconds>(took)});
}

void Connection::compose(Response& response, bool keep_alive) {
    response.header("X-Request-Id", reader_->request().id);
    std::optional<std::uint64_t> length = response.body.size();
    out_ = Outgoing();
    open_source(response, length);
    if (auto* fixed = std::get_if<FixedContent>(&response.content)) length = (out_.fixed = *fixed).size();

    length_ = length;
    chunked_ = !length && !events_ && !http_1_0_;
    bool ends_with_connection = !length && !chunked_;
    close_after_ = !keep_alive || ends_with_connection;
    bool without_content = head_only_ || has_no_content(response.status);
    out_.head = head_text(response, {.length = length,
                                     .chunked = chunked_,
                                     .keep_alive = !close_after_,
                                     .secure = transport_->is_secure(),
                                     .http_1_0 = http_1_0_});
    out_.body = std::move(response.body);
    if (!without_content) return;
    out_.body.clear();
    out_.fixed = {};
    if (source_) source_->wake_by(nullptr);
    source_ = nullptr;
    events_ = nullptr;
}

void Connection::open_source(Response& response, std::optional<std::uint64_t>& length) {
    source_ = nullptr;
    events_ = nullptr;
    if (auto* file = std::get_if<FileContent>(&response.content)) {
        std::uint64_t size = 0;
        source_ = file_source(*file, size);
        length = size;
    } else if (std::holds_alternative<Producer>(response.content)) {
        source_ = std::make_shared<Pipe>(around_.options.reading.spool_folder);
        length = std::nullopt;
    } else if (auto* events = std::get_if<std::shared_ptr<EventStream>>(&response.content)) {
        source_ = events_ = *events;
        length = std::nullopt;
    }
    if (source_)
        source_->wake_by([&io = around_.io, weak = weak_from_this()] {
            asio::post(io, [weak] {
                auto self = weak.lock();
                if (self && self->stage_ == Stage::Sending) self->send();
            });
        });
}

void Connection::produce(const Producer& producer, Pipe& pipe, const Request& request) {
    bool whole = false;
    try {
        producer(pipe);
        whole = true;
    } catch (const Abandoned&) {
        // Nobody is there to be told.
    } catch (...) {
        // The status has left already: cutting the connection is the one way left to say that this is not the whole.
        failure_response(std::current_exception(), request);
    }
    pipe.end(whole);
}

// From the input-output thread: what needs no business code.
void Connection::answer_at_once(Response response) {
    if (stage_ == Stage::Closed) return;
    compose(response, !close_after_);
    tell(response.status, {}, entered_);  // whoever asks may be being found out on a worker this very moment
    enter(Stage::Sending, around_.options.pace_time);
    moved_ = 0;
    send();
}

void Connection::send() {
    if (waiting_to_write_) return;
    for (std::size_t before = moved_; flush();) {
        if (!source_) return response_sent();
        if (!refill()) return;
        if (moved_ - before < one_turn) continue;
        return asio::post(around_.io, [self = shared_from_this()] {
            if (self->stage_ == Stage::Sending) self->send();
        });
    }
}

// True when all that was ready has left.
bool Connection::flush() {
    while (out_.left() > 0) {
        Step step = write_some();
        out_.sent += step.bytes;
        moved_ += step.bytes;
        if (step.progress == Progress::Done) continue;
        wait_for(step.progress);
        return false;
    }
    return true;
}

Step Connection::write_some() {
    std::size_t skipped = out_.sent;
    std::array<std::string_view, 3> all{without_front(out_.head, skipped), without_front(out_.body, skipped),
                                        without_front(out_.fixed, skipped)};
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    for (std::string_view part : all)
        if (!part.empty()) parts[count++] = part;
    return transport_->write(std::span(parts.data(), count));
}

// Takes the next piece from the source. False when there is none now, or when the connection is over.
bool Connection::refill() {
    out_ = Outgoing();
    switch (source_->pull(out_.body)) {
        case Source::Pulled::Some:
            if (deadline_ == never) restart_pace();
            if (chunked_) {
                out_.head = chunk_head(out_.body.size());
                out_.body += "\r\n";
            }
            return true;
        case Source::Pulled::Later:
            deadline_ = never;
            wait_to_read();
            return false;
        case Source::Pulled::End:
            if (chunked_) out_.head = "0\r\n\r\n";
            source_->wake_by(nullptr);
            source_ = nullptr;
            events_ = nullptr;
            return true;
        case Source::Pulled::Broken:
            close();
            return false;
    }
    return false;
}

// While the source is silent, the only thing a client does is leave, or ask for more too early.
void Connection::watch_client() {
    Step step = transport_->read(around_.room);
    if (step.progress != Progress::Done) return wait_for(step.progress);
    pending_.append(around_.room.data(), step.bytes);
    pending_.size() > around_.options.reading.head_bytes ? close() : wait_to_read();
}

void Connection::response_sent() { close_after_ || around_.stopping ? linger() : await_request(); }

// Closing while bytes of the client are still unread would reset the connection, and the client might never see our
// answer (a 413 in the middle of an upload); so we say that we are done and read on for a little.
void Connection::linger() {
    transport_->finish();
    enter(Stage::Draining, linger_time);
    moved_ = 0;
    drain();
}

void Connection::drain() {
    for (;;) {
        Step step = transport_->read(around_.room);
        moved_ += step.bytes;
        if (step.progress != Progress::Done) return wait_for(step.progress);
        if (moved_ > most_drained) return close();
    }
}

void Connection::look_at_clock(Moment now) {
    if (now < deadline_) return;
    Refusal late(Problem::TimedOut, "La requête a mis trop de temps à arriver.");
    Refusal slow(Problem::Unavailable, "Cette demande prend trop de temps ; elle se poursuit peut-être.", "too_slow");
    switch (stage_) {
        case Stage::Head:
            if (!reader_->started()) return close();
            [[fallthrough]];
        case Stage::Body:
            if (stage_ == Stage::Body && kept_pace()) return;
            close_after_ = true;
            return answer_at_once(problem_response(late));
        case Stage::Answering:
            if (claimed_.exchange(true)) return;
            close_after_ = true;
            return answer_at_once(problem_response(slow));
        case Stage::Sending:
            if (!kept_pace()) close();
            return;
        case Stage::Handshake:
        case Stage::Draining:
            return close();
        case Stage::Closed:
            return;
    }
}

bool Connection::kept_pace() {
    bool kept = moved_ >= around_.options.pace_bytes;
    restart_pace();
    return kept;
}

void Connection::restart_pace() {
    moved_ = 0;
    deadline_ = std::chrono::steady_clock::now() + around_.options.pace_time;
}

void Connection::finish_soon() {
    bool nothing_under_way = stage_ == Stage::Handshake || stage_ == Stage::Head;
    if (nothing_under_way || is_endless()) close();
}

// A stream of events, which no one would wait for.
bool Connection::is_endless() const { return stage_ == Stage::Sending && events_; }

std::optional<Moment> Connection::idle_since() const {
    bool idle = stage_ == Stage::Handshake || stage_ == Stage::Head || stage_ == Stage::Draining;
    return idle ? std::optional(entered_) : std::nullopt;
}

void Connection::close() {
    if (stage_ == Stage::Closed) return;
    // The worker may be writing this very moment; the socket's number must not be given to someone else meanwhile.
    if (stage_ == Stage::Answering && claimed_.exchange(true)) {
        close_when_back_ = true;
        return;
    }
    stage_ = Stage::Closed;
    forget_body_memory();
    if (source_) source_->wake_by(nullptr);
    boost::system::error_code ignored;
    socket_.close(ignored);
    around_.open.erase(shared_from_this());
}

}  // namespace elan::http
