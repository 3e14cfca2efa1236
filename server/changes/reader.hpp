#pragma once

#include <atomic>
#include <memory>
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
    virtual void forget(db::Connection& connection);
    // Handles some lines. Runs in a transaction with the note of the position: both or neither.
    virtual void read(db::Connection& connection, Workspace& workspace, const std::vector<Change>& changes) = 0;
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
    bool step(Reader& reader);  // true when there may be more
    void run();
    Workspace& workspace_;
    std::vector<std::unique_ptr<Reader>> readers_;
    std::mutex reading_, waiting_;
    std::condition_variable woken_;
    bool work_ = true, stopping_ = false;
    std::thread thread_;
};

}  // namespace elan
