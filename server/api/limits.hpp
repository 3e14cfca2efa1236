#pragma once

#include "platform/quota.hpp"

namespace elan::api {

// How much a caller may ask (docs/limits.md says each, with what the network part adds). 0 is no limit.
struct Allowances {
    std::int64_t key_requests_per_minute = 600;
    std::int64_t person_requests_per_minute = 3000;
    std::int64_t requests_at_once = 60;
    std::int64_t long_requests_at_once = 5;
    std::int64_t exports_per_day = 5;
    std::int64_t mails_per_account = 3;
    std::int64_t mails_per_address = 20;
    std::int64_t form_sends_per_hour = 20;
    std::int64_t streams_per_person = 6;
    std::int64_t streams = 1000;
};

// What has been asked of these, in this process.
struct Limits {
    Limits(const Clock& clock, const Allowances& allowed)
        : allowances(allowed),
          of_key(clock, allowed.key_requests_per_minute, minute_ms),
          of_person(clock, allowed.person_requests_per_minute, minute_ms),
          mails_to_account(clock, allowed.mails_per_account, hour_ms),
          mails_from_address(clock, allowed.mails_per_address, hour_ms),
          at_work(clock, {.at_once = allowed.requests_at_once, .long_at_once = allowed.long_requests_at_once}) {}

    static constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms;
    const Allowances allowances;
    Quota of_key, of_person, mails_to_account, mails_from_address;
    Crowd at_work;
};

}  // namespace elan::api
