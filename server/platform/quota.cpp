#include "platform/quota.hpp"

#include <algorithm>
#include <iterator>

#include "platform/refusal.hpp"

namespace elan {

void Quota::spend(const std::string& key, std::string_view sentence) {
    if (times_ == 0) return;
    const std::lock_guard guard(mutex_);
    const auto now = clock_.mono_ms();
    if (spent_.size() >= sweep_at_) forget_old(now);
    auto& moments = spent_[key];
    while (!moments.empty() && now - moments.front() >= while_ms_) moments.pop_front();
    if (static_cast<std::int64_t>(moments.size()) >= times_) {
        const auto wait_ms = moments.front() + while_ms_ - now;
        refuse_for_now(Problem::SlowDown, std::string(sentence), static_cast<int>((wait_ms + 999) / 1000), "slow_down");
    }
    moments.push_back(now);
}

// Keys of strangers must not fill the memory; sweeping at twice what remains keeps the work in proportion.
void Quota::forget_old(std::int64_t now) {
    std::erase_if(spent_,
                  [&](const auto& entry) { return entry.second.empty() || now - entry.second.back() >= while_ms_; });
    sweep_at_ = std::max<std::size_t>(1024, 2 * spent_.size());
}

Crowd::Place Crowd::enter() {
    const std::lock_guard guard(mutex_);
    const auto now = clock_.mono_ms();
    const auto full = limits_.at_once > 0 && static_cast<std::int64_t>(began_.size()) >= limits_.at_once;
    const auto old = std::distance(began_.begin(), began_.upper_bound(now - limits_.long_ms));
    if (full || (limits_.long_at_once > 0 && old >= limits_.long_at_once)) {
        refuse_for_now(Problem::SlowDown, "Trop de demandes sont en cours. Réessayez dans un instant.", 1, "busy");
    }
    return {*this, began_.insert(now)};
}

Crowd::Place::~Place() {
    const std::lock_guard guard(crowd_.mutex_);
    crowd_.began_.erase(since_);
}

}  // namespace elan
