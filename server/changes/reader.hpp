#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "changes/log.hpp"
#include "changes/workspace.hpp"

namespace elan {

// A loop that follows the log. It never fails a request, resumes after a crash, and can be replayed.
class Reader {
 public:
    virtual ~Reader() = default;
    virtual std::string_view name() const = 0;
    // Tables it keeps are recreated by `elan rebuild`: `forget` empties them, then all changes come again.
    virtual bool derived() const { return true; }
    // Whether its position outlives the program. A reader that only tells what happens now, on this server, starts at
    // the end of the log and keeps its place in memory.
    virtual bool lasting() const { return true; }
    // How far it may fall behind under load, so that a stream of single writes costs one step instead of a step each.
    virtual std::chrono::milliseconds gathers() const { return std::chrono::milliseconds(30); }
    virtual void forget(db::Connection& connection);
    using Writing = std::function<void(db::Connection&)>;
    // Handles some lines: reads what it needs from a snapshot that holds them, while others write, and answers what is
    // to be written, which runs in one transaction with the note of its position, both or neither. What changes
    // meanwhile comes as later lines. A reader that does not last answers nothing.
    virtual Writing read(db::Connection& snapshot, Workspace& workspace, const std::vector<Change>& changes) = 0;
};

// Runs all readers of a workspace on one thread, each from its own stored position, woken by commits.
class ReaderLoop {
 public:
    ReaderLoop(Workspace& workspace, std::vector<std::unique_ptr<Reader>> readers);
    ~ReaderLoop();
    void start();
    void stop();
    // Reads until nothing is left, on the calling thread: for tests, imports that wait and `elan rebuild`.
    void catch_up();
    void rebuild();  // forget, position 0, catch up; derived readers only
    void wake();

 private:
    using Moment = std::chrono::steady_clock::time_point;
    struct Follower {
        std::unique_ptr<Reader> reader;
        std::int64_t position = 0;  // of a reader that does not last
        std::optional<Moment> due;  // when it reads next; none when it has read everything
    };

    bool step(Follower& follower);  // true when there may be more
    bool step_lasting(Reader& reader);
    bool step_present(Follower& follower);
    void read_all(Follower& follower);
    void run();
    void plan();
    bool all_planned() const;
    std::optional<Moment> next_due() const;
    void follow(Follower& follower);
    Workspace& workspace_;
    std::vector<Follower> followers_;
    std::mutex reading_, waiting_;
    std::condition_variable woken_;
    bool work_ = true, stopping_ = false;
    std::thread thread_;
};

}  // namespace elan
