#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
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

// One thread through which all writes pass. Work that waits while a group is being made durable forms the next group,
// so that concurrent writers share one sync; a lone writer never waits for company.
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
        std::exception_ptr failure;
        std::binary_semaphore done{0};
    };
    using Group = std::vector<std::shared_ptr<Job>>;

    void follow_queue();
    Group next_group();
    void run(Group& group);
    void run_each(Group& group);
    void run_one(Job& job);
    void do_work(Job& job);
    void wake_readers();

    std::unique_ptr<Transaction> transaction_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::shared_ptr<Job>> queue_;
    std::function<void()> wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace elan::db
