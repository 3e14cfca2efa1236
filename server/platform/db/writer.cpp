#include "platform/db/writer.hpp"

#include <utility>

#include "platform/failpoint.hpp"

namespace elan::db {

namespace {

// More work in one transaction saves no more syncs worth having, and makes the first of the group wait for the last.
constexpr std::size_t group_size = 64;

// The writer whose work this thread is doing.
thread_local const Writer* inside = nullptr;

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
    // It would wait for itself for ever.
    if (inside == this)
        throw std::logic_error("a write was started from inside a write: pass the connection down instead");

    Job job{work};
    if (const auto finished = join_group(job))
        finished->wait();
    else
        write_now(job);
    if (job.failure) std::rethrow_exception(job.failure);
}

// None when nobody writes: then the transaction belongs to the caller.
std::optional<std::shared_future<void>> Writer::join_group(Job& job) {
    const std::lock_guard lock(mutex_);
    if (!writing_ && queue_.empty()) {
        writing_ = true;
        return std::nullopt;
    }
    if (queue_.empty() || queue_.back()->jobs.size() == group_size) queue_.push_back(std::make_unique<Group>());
    queue_.back()->jobs.push_back(&job);
    return queue_.back()->finished;
}

void Writer::write_now(Job& job) {
    Job* const alone = &job;
    run(std::span(&alone, 1));
    leave();
}

void Writer::leave() {
    {
        const std::lock_guard lock(mutex_);
        writing_ = false;
        if (queue_.empty()) return;
    }
    changed_.notify_one();
}

void Writer::after_commit(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void Writer::follow_queue() {
    while (const auto group = next_group()) {
        run(group->jobs);
        group->done.set_value();
        leave();
    }
}

// None once the writer is asked to stop and nothing waits.
std::unique_ptr<Writer::Group> Writer::next_group() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !writing_ && (stopping_ || !queue_.empty()); });
    if (queue_.empty()) return nullptr;
    writing_ = true;
    auto group = std::move(queue_.front());
    queue_.pop_front();
    return group;
}

void Writer::run(std::span<Job* const> jobs) {
    const auto* const outer = std::exchange(inside, this);
    try {
        transaction_->begin();
        if (jobs.size() == 1)
            do_work(*jobs.front());
        else
            run_each(jobs);
        FAILPOINT("writer.before_commit");
        transaction_->commit();
        FAILPOINT("writer.after_commit");
        wake_readers();
    } catch (...) {
        transaction_->roll_back();
        for (auto* const job : jobs)
            if (!job->failure) job->failure = std::current_exception();
    }
    inside = outer;
}

void Writer::run_each(std::span<Job* const> jobs) {
    for (auto* const job : jobs) {
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

// Must not throw: what was committed cannot be taken back.
void Writer::wake_readers() noexcept {
    std::function<void()> wake;
    {
        const std::lock_guard lock(mutex_);
        wake = wake_;
    }
    if (wake) wake();
}

}  // namespace elan::db
