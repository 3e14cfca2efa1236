#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace elan::db {

// Reading connections, opened when first needed and lent to one thread at a time.
template <typename Reader>
class Pool {
 public:
    using Open = std::function<std::unique_ptr<Reader>()>;

    Pool(int size, Open open) : room_(static_cast<std::size_t>(size > 0 ? size : 1)), open_(std::move(open)) {}

    // A thread that already reads gets the connection it holds, hence the same snapshot: were it to wait for a second
    // one, as many threads as there are connections could wait for one another for ever.
    template <typename First, typename Again>
    void lend(First first, Again again) {
        if (held_.pool == this) return again(*held_.reader);
        const Lease lease(*this);
        first(*lease.reader);
    }

 private:
    struct Held {
        const Pool* pool = nullptr;
        Reader* reader = nullptr;
    };

    struct Lease {
        explicit Lease(Pool& from)
            : pool(from), reader(from.take()), before(std::exchange(held_, {&from, reader.get()})) {}
        ~Lease() {
            held_ = before;
            pool.give_back(std::move(reader));
        }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        Pool& pool;
        std::unique_ptr<Reader> reader;
        Held before;
    };

    std::unique_ptr<Reader> take() {
        std::unique_lock lock(mutex_);
        freed_.wait(lock, [this] { return !idle_.empty() || room_ > 0; });
        if (idle_.empty()) return take_new(lock);
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
    }

    std::unique_ptr<Reader> take_new(std::unique_lock<std::mutex>& lock) {
        --room_;
        lock.unlock();
        try {
            return open_();
        } catch (...) {
            lock.lock();
            ++room_;
            freed_.notify_one();
            throw;
        }
    }

    void give_back(std::unique_ptr<Reader> reader) {
        {
            const std::lock_guard lock(mutex_);
            idle_.push_back(std::move(reader));
        }
        freed_.notify_one();
    }

    static inline thread_local Held held_;

    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Reader>> idle_;
    std::size_t room_;
    Open open_;
};

}  // namespace elan::db
