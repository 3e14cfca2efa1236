#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace elan::http {

// The threads that run business code, behind a queue of bounded length.
class WorkerPool {
 public:
    using Work = std::move_only_function<void()>;
    WorkerPool(std::size_t threads, std::size_t longest_queue);
    ~WorkerPool();  // finishes what was accepted

    // False when the queue is full: the caller must say so to whoever waits.
    [[nodiscard]] bool offer(Work work);
    // For the continuation of what was accepted before: never refused.
    void add(Work work);

 private:
    void run();

    std::size_t longest_queue_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Work> queue_;
    std::size_t idle_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace elan::http
