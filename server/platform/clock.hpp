#pragma once

#include <atomic>
#include <cstdint>

namespace elan {

// What time it is. Everything that expires, waits or is dated asks here, so that a test can move time.
class Clock {
 public:
    virtual ~Clock() = default;
    virtual std::int64_t now_ms() const = 0;   // UTC, since 1970; may jump when the machine's clock is set
    virtual std::int64_t mono_ms() const = 0;  // never goes back; its origin means nothing
};

class SystemClock final : public Clock {
 public:
    std::int64_t now_ms() const override;
    std::int64_t mono_ms() const override;
};

// Stands still until told otherwise. `set` is somebody correcting the machine's clock, `advance` is time passing.
class TestClock final : public Clock {
 public:
    explicit TestClock(std::int64_t now_ms = 1'767'258'000'000) : now_ms_(now_ms) {}  // 2026-01-01 09:00 UTC
    std::int64_t now_ms() const override { return now_ms_.load(); }
    std::int64_t mono_ms() const override { return mono_ms_.load(); }
    void set(std::int64_t now_ms) { now_ms_.store(now_ms); }
    void advance(std::int64_t ms);

 private:
    std::atomic<std::int64_t> now_ms_;
    std::atomic<std::int64_t> mono_ms_{0};
};

}  // namespace elan
