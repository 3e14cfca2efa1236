#include "changes/reader.hpp"

#include "platform/failpoint.hpp"
#include "platform/log.hpp"

namespace elan {

namespace {

constexpr int lines_a_step = 1000;
// After a failure (a full disk, a lost connection) the readers wait before they try again, so that they do not spin.
constexpr auto pause_after_failure = std::chrono::seconds(2);
// Readers run behind by this much under load, so that a stream of single writes costs one batch instead of a batch
// each.
constexpr auto gather = std::chrono::milliseconds(30);

std::int64_t stored_position(db::Connection& connection, std::string_view name) {
    return connection.first_integer("select position from reader_positions where name = $1",
                                    db::Values{std::string(name)});
}

void store_position(db::Connection& connection, std::string_view name, std::int64_t position) {
    connection.execute(
        "insert into reader_positions (name, position) values ($1, $2) on conflict (name) do update set position = "
        "excluded.position",
        db::Values{std::string(name), position});
}

}  // namespace

void Reader::forget(db::Connection&) {}

ReaderLoop::ReaderLoop(Workspace& workspace, std::vector<std::unique_ptr<Reader>> readers)
    : workspace_(workspace), readers_(std::move(readers)) {}

ReaderLoop::~ReaderLoop() { stop(); }

void ReaderLoop::start() {
    workspace_.database().after_commit([this] { wake(); });
    thread_ = std::thread([this] { run(); });
}

void ReaderLoop::stop() {
    {
        const std::lock_guard guard(waiting_);
        stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) {
        workspace_.database().after_commit({});
        thread_.join();
    }
}

void ReaderLoop::wake() {
    {
        const std::lock_guard guard(waiting_);
        if (work_) return;
        work_ = true;
    }
    woken_.notify_all();
}

void ReaderLoop::run() {
    std::unique_lock lock(waiting_);
    while (!stopping_) {
        woken_.wait(lock, [this] { return work_ || stopping_; });
        if (stopping_) return;
        woken_.wait_for(lock, gather, [this] { return stopping_; });
        work_ = false;
        lock.unlock();
        bool failed = false;
        try {
            catch_up();
        } catch (const std::exception& failure) {
            log_error("reader.failed", {{"reason", failure.what()}});
            failed = true;
        }
        lock.lock();
        if (failed) {
            work_ = true;
            woken_.wait_for(lock, pause_after_failure, [this] { return stopping_; });
        }
    }
}

void ReaderLoop::catch_up() {
    const std::lock_guard guard(reading_);
    for (auto& reader : readers_) {
        while (step(*reader)) {
        }
    }
}

bool ReaderLoop::step(Reader& reader) {
    std::vector<Change> changes;
    std::int64_t position = 0;
    workspace_.database().read(
        [&](db::Connection& connection) {
            position = stored_position(connection, reader.name());
            changes = read_log(connection, position, lines_a_step);
        },
        0);
    if (changes.empty()) return false;
    workspace_.database().write([&](db::Connection& connection) {
        // Another server may have read these lines meanwhile.
        if (stored_position(connection, reader.name()) != position) return;
        reader.read(connection, workspace_, changes);
        FAILPOINT("reader.before_position");
        store_position(connection, reader.name(), changes.back().position);
    });
    FAILPOINT("reader.after_step");
    return static_cast<int>(changes.size()) == lines_a_step;
}

void ReaderLoop::rebuild() {
    {
        const std::lock_guard guard(reading_);
        for (auto& reader : readers_) {
            if (!reader->derived()) continue;
            workspace_.database().write([&](db::Connection& connection) {
                reader->forget(connection);
                store_position(connection, reader->name(), 0);
            });
        }
    }
    catch_up();
}

}  // namespace elan
