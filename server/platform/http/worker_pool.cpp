#include "platform/http/worker_pool.hpp"

namespace elan::http {

WorkerPool::WorkerPool(std::size_t threads, std::size_t longest_queue) : longest_queue_(longest_queue) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::offer(Work work) {
    bool someone_sleeps = false;
    {
        std::lock_guard lock(mutex_);
        if (queue_.size() >= longest_queue_) return false;
        queue_.push_back(std::move(work));
        someone_sleeps = idle_ > 0;
    }
    if (someone_sleeps) arrived_.notify_one();
    return true;
}

void WorkerPool::add(Work work) {
    {
        std::lock_guard lock(mutex_);
        queue_.push_back(std::move(work));
    }
    arrived_.notify_one();
}

void WorkerPool::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        ++idle_;
        arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        --idle_;
        if (queue_.empty()) return;
        Work work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work();
        work = nullptr;
        lock.lock();
    }
}

}  // namespace elan::http
