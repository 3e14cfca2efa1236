#include "people/guesses.hpp"

#include "platform/refusal.hpp"

namespace elan {

namespace {

constexpr int free_failures = 10;
constexpr int free_failures_of_address = 100;
constexpr std::int64_t account_window_ms = 15LL * 60 * 1000;
constexpr std::int64_t address_window_ms = 60LL * 60 * 1000;
constexpr std::int64_t longest_delay_ms = 25'000;
constexpr std::size_t most_remembered = 100'000;

std::int64_t delay_after(int failures) {
    const int beyond = failures - free_failures;
    if (beyond < 0) return 0;
    return beyond >= 5 ? longest_delay_ms : std::min(longest_delay_ms, std::int64_t{1000} << beyond);
}

[[noreturn]] void refuse_until(std::int64_t wait_ms) {
    refuse_for_now(Problem::SlowDown, "Trop d’essais. Patientez quelques instants avant de recommencer.",
                   static_cast<int>(wait_ms / 1000) + 1, "slow_down");
}

}  // namespace

std::string network_of(const std::string& address) {
    if (address.find(':') == std::string::npos) return address.substr(0, address.rfind('.'));
    std::size_t end = 0;
    for (int groups = 0; groups < 4 && end != std::string::npos; ++groups) end = address.find(':', end + 1);
    return address.substr(0, end);
}

void Guesses::admit(const std::string& account, const std::string& address) {
    const std::lock_guard guard(mutex_);
    const auto now = clock_.mono_ms();
    if (const auto tries = by_account_.find(account + '\n' + network_of(address)); tries != by_account_.end()) {
        const auto ready = tries->second.last + delay_after(tries->second.failures);
        if (now - tries->second.first < account_window_ms && now < ready) refuse_until(ready - now);
    }
    if (const auto tries = by_address_.find(address); tries != by_address_.end()) {
        const auto ready = tries->second.first + address_window_ms;
        if (tries->second.failures >= free_failures_of_address && now < ready) refuse_until(ready - now);
    }
}

void Guesses::failed(const std::string& account, const std::string& address) {
    const std::lock_guard guard(mutex_);
    const auto now = clock_.mono_ms();
    forget_old(now);
    auto note = [&](Tries& tries, std::int64_t window) {
        if (tries.failures == 0 || now - tries.first >= window) tries = {.failures = 0, .first = now, .last = now};
        ++tries.failures;
        tries.last = now;
    };
    note(by_account_[account + '\n' + network_of(address)], account_window_ms);
    note(by_address_[address], address_window_ms);
}

void Guesses::succeeded(const std::string& account, const std::string& address) {
    const std::lock_guard guard(mutex_);
    by_account_.erase(account + '\n' + network_of(address));
}

void Guesses::forget_old(std::int64_t now) {
    if (by_account_.size() + by_address_.size() < most_remembered) return;
    std::erase_if(by_account_, [&](const auto& entry) { return now - entry.second.first >= account_window_ms; });
    std::erase_if(by_address_, [&](const auto& entry) { return now - entry.second.first >= address_window_ms; });
}

}  // namespace elan
