#include "changes/reader.hpp"

#include "platform/failpoint.hpp"
#include "platform/log.hpp"

namespace elan {

namespace {

constexpr int lines_a_step = 1000;
// After a failure (a full disk, a lost connection) the readers wait before they try again, so that they do not spin.
constexpr auto pause_after_failure = std::chrono::seconds(2);
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

ReaderLoop::ReaderLoop(Workspace& workspace, std::vector<std::unique_ptr<Reader>> readers) : workspace_(workspace) {
    std::int64_t now = 0;
    workspace.database().read([&](db::Connection& connection) { now = last_position(connection); });
    for (auto& reader : readers) followers_.push_back({.reader = std::move(reader), .position = now, .due = {}});
}

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
        if (work_) plan();
        const auto next = next_due();
        if (!next) {
            woken_.wait(lock, [this] { return work_ || stopping_; });
            continue;
        }
        if (woken_.wait_until(lock, *next, [this] { return stopping_ || (work_ && !all_planned()); })) continue;
        work_ = false;  // what is committed from here on is another reason to look
        lock.unlock();
        for (auto& follower : followers_)
            if (follower.due && *follower.due <= *next) follow(follower);
        lock.lock();
    }
}

void ReaderLoop::plan() {
    const auto now = std::chrono::steady_clock::now();
    for (auto& follower : followers_)
        if (!follower.due) follower.due = now + follower.reader->gathers();
}

bool ReaderLoop::all_planned() const {
    return std::ranges::all_of(followers_, [](const Follower& follower) { return follower.due.has_value(); });
}

std::optional<ReaderLoop::Moment> ReaderLoop::next_due() const {
    std::optional<Moment> next;
    for (const auto& follower : followers_)
        if (follower.due && (!next || *follower.due < *next)) next = follower.due;
    return next;
}

void ReaderLoop::follow(Follower& follower) {
    try {
        const std::lock_guard guard(reading_);
        follower.due.reset();
        read_all(follower);
    } catch (const std::exception& failure) {
        log_error("reader.failed", {{"reader", std::string(follower.reader->name())}, {"reason", failure.what()}});
        follower.due = std::chrono::steady_clock::now() + pause_after_failure;
    }
}

void ReaderLoop::catch_up() {
    const std::lock_guard guard(reading_);
    for (auto& follower : followers_) read_all(follower);
}

void ReaderLoop::read_all(Follower& follower) {
    while (step(follower)) {
    }
}

bool ReaderLoop::step(Follower& follower) {
    return follower.reader->lasting() ? step_lasting(*follower.reader) : step_present(follower);
}

bool ReaderLoop::step_present(Follower& follower) {
    bool more = false;
    workspace_.database().read(
        [&](db::Connection& connection) {
            const auto changes = read_log(connection, follower.position, lines_a_step);
            if (changes.empty()) return;
            follower.reader->read(connection, workspace_, changes);
            follower.position = changes.back().position;
            more = static_cast<int>(changes.size()) == lines_a_step;
        },
        0);
    return more;
}

bool ReaderLoop::step_lasting(Reader& reader) {
    std::vector<Change> changes;
    std::int64_t position = 0;
    Reader::Writing writing;
    workspace_.database().read(
        [&](db::Connection& connection) {
            position = stored_position(connection, reader.name());
            changes = read_log(connection, position, lines_a_step);
            if (!changes.empty()) writing = reader.read(connection, workspace_, changes);
        },
        0);
    if (changes.empty()) return false;
    workspace_.database().write([&](db::Connection& connection) {
        // Another server may have read these lines meanwhile.
        if (stored_position(connection, reader.name()) != position) return;
        writing(connection);
        FAILPOINT("reader.before_position");
        store_position(connection, reader.name(), changes.back().position);
    });
    FAILPOINT("reader.after_step");
    return static_cast<int>(changes.size()) == lines_a_step;
}

void ReaderLoop::rebuild() {
    {
        const std::lock_guard guard(reading_);
        for (auto& follower : followers_) {
            const auto& reader = follower.reader;
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
