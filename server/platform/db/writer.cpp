#include "platform/db/writer.hpp"

#include <algorithm>
#include <utility>

#include "platform/failpoint.hpp"

namespace elan::db {

namespace {
// More work in one transaction saves no more syncs worth having, and makes the first of the group wait for the last.
constexpr std::size_t group_size = 64;
}  // namespace

Writer::Writer(std::unique_ptr<Transaction> transaction) : transaction_(std::move(transaction)) {
    thread_ = std::thread([this] { follow_queue(); });
}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Writer::write(const Work& work) {
    // The writer would wait for itself for ever.
    if (std::this_thread::get_id() == thread_.get_id())
        throw std::logic_error("a write was started from inside a write: pass the connection down instead");

    // Shared: the writer may still be inside release() when this thread has already gone on.
    const auto job = std::make_shared<Job>(work);
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(job);
    }
    changed_.notify_one();
    job->done.acquire();
    if (job->failure) std::rethrow_exception(job->failure);
}

void Writer::after_commit(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void Writer::follow_queue() {
    for (auto group = next_group(); !group.empty(); group = next_group()) {
        run(group);
        for (const auto& job : group) job->done.release();
    }
}

// Empty once the writer is asked to stop and nothing waits.
Writer::Group Writer::next_group() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(group_size, queue_.size()));
    Group group(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
    queue_.erase(queue_.begin(), end);
    return group;
}

void Writer::run(Group& group) {
    try {
        transaction_->begin();
        if (group.size() == 1)
            do_work(*group.front());
        else
            run_each(group);
        FAILPOINT("writer.before_commit");
        transaction_->commit();
        FAILPOINT("writer.after_commit");
    } catch (...) {
        transaction_->roll_back();
        for (const auto& job : group)
            if (!job->failure) job->failure = std::current_exception();
        return;
    }
    wake_readers();
}

void Writer::run_each(Group& group) {
    for (const auto& job : group) {
        transaction_->mark();
        run_one(*job);
    }
}

// When even the return to the mark fails, the transaction is lost and with it the whole group, for the same reason.
void Writer::run_one(Job& job) {
    try {
        do_work(job);
        return;
    } catch (...) {
        job.failure = std::current_exception();
    }
    try {
        transaction_->return_to_mark();
    } catch (const std::exception&) {
        std::rethrow_exception(job.failure);
    }
}

void Writer::do_work(Job& job) {
    job.work(transaction_->connection());
    if (!transaction_->sound()) throw Error("a statement failed and the work around it hid the failure");
}

void Writer::wake_readers() {
    std::function<void()> wake;
    {
        const std::lock_guard lock(mutex_);
        wake = wake_;
    }
    if (wake) wake();
}

}  // namespace elan::db
