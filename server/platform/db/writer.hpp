#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "platform/db/database.hpp"

namespace elan::db {

// The writing connection of one base, as the writer drives it; each database words these steps its own way.
class Transaction {
 public:
    virtual ~Transaction() = default;
    virtual Connection& connection() = 0;
    virtual void begin() = 0;
    // A place one can return to. There is one at a time: a new one replaces the last.
    virtual void mark() = 0;
    virtual void return_to_mark() = 0;
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    // Whether a commit would keep what was written: PostgreSQL refuses everything after a statement that failed.
    virtual bool sound() const = 0;
};

// All writes of one base, one group after the other. A write that finds nobody writing is done at once by the thread
// that asks; the others gather while it is made durable, and the writer thread commits them together, so that they
// share one sync.
class Writer {
 public:
    using Work = std::function<void(Connection&)>;

    explicit Writer(std::unique_ptr<Transaction> transaction);
    ~Writer();  // finishes the work that was accepted
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // Returns once `work` is durable; throws what it threw, or why the group could not be made durable.
    void write(const Work& work);
    void after_commit(std::function<void()> wake);

 private:
    struct Job {
        const Work& work;
        std::exception_ptr failure = nullptr;
    };
    // What is committed together. Everyone in it waits for the same thing: waking them one by one would keep the disk
    // idle.
    struct Group {
        std::vector<Job*> jobs;
        std::promise<void> done;
        std::shared_future<void> finished{done.get_future()};
    };

    std::optional<std::shared_future<void>> join_group(Job& job);
    void write_now(Job& job);
    void follow_queue();
    std::unique_ptr<Group> next_group();
    void leave();
    void run(std::span<Job* const> jobs);
    void run_each(std::span<Job* const> jobs);
    void run_one(Job& job);
    void do_work(Job& job);
    void wake_readers() noexcept;

    std::unique_ptr<Transaction> transaction_;  // belongs to whoever set writing_
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Group>> queue_;
    std::function<void()> wake_;
    bool writing_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace elan::db
