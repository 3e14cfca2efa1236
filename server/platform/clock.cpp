#include "platform/clock.hpp"

#include <chrono>

namespace elan {

namespace {
template <typename Source>
std::int64_t milliseconds() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Source::now().time_since_epoch()).count();
}
}  // namespace

std::int64_t SystemClock::now_ms() const { return milliseconds<std::chrono::system_clock>(); }

std::int64_t SystemClock::mono_ms() const { return milliseconds<std::chrono::steady_clock>(); }

void TestClock::advance(std::int64_t ms) {
    now_ms_.fetch_add(ms);
    mono_ms_.fetch_add(ms);
}

}  // namespace elan
