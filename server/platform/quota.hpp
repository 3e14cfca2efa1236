#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "platform/clock.hpp"

namespace elan {

// So many times in a while, for each key: in no stretch of that length are there more. Zero times means no limit.
class Quota {
 public:
    Quota(const Clock& clock, std::int64_t times, std::int64_t while_ms)
        : clock_(clock), times_(times), while_ms_(while_ms) {}
    // Counts one. Refuses (SlowDown, with the seconds to wait) when the key has had its times.
    void spend(const std::string& key, std::string_view sentence);

 private:
    void forget_old(std::int64_t now);

    const Clock& clock_;
    std::int64_t times_, while_ms_;
    std::mutex mutex_;
    std::map<std::string, std::deque<std::int64_t>> spent_;
    std::size_t sweep_at_ = 1024;
};

// How many are at work at once, and how many of these have been for long.
class Crowd {
 public:
    struct Limits {
        std::int64_t at_once = 60, long_at_once = 5, long_ms = 5000;  // 0: no limit
    };
    Crowd(const Clock& clock, Limits limits) : clock_(clock), limits_(limits) {}

    // One at work, until it goes.
    class Place {
     public:
        Place(Crowd& crowd, std::multiset<std::int64_t>::iterator since) : crowd_(crowd), since_(since) {}
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

     private:
        Crowd& crowd_;
        std::multiset<std::int64_t>::iterator since_;
    };
    // Refuses (SlowDown) when the place is full.
    Place enter();

 private:
    const Clock& clock_;
    Limits limits_;
    std::mutex mutex_;
    std::multiset<std::int64_t> began_;
};

}  // namespace elan
