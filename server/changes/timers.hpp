#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "changes/commit.hpp"

namespace elan {

void set_timer(db::Connection& connection, const Timer& timer, std::int64_t epoch);
void cancel_timer(db::Connection& connection, std::string_view id);

// Fires what is due: runs the timer's action as the system, in one commit that also notes that it fired. A timer whose
// action is refused ends as failed with the reason; one set before a restore of a backup (an older epoch) is parked.
class TimerLoop {
 public:
    explicit TimerLoop(Workspace& workspace);
    ~TimerLoop();
    void start();
    void stop();
    void wake();
    int fire_due();  // on the calling thread; how many fired

 private:
    void run();
    Workspace& workspace_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool stopping_ = false, work_ = true;
    std::thread thread_;
};

}  // namespace elan
