#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What a person can put right, said to that person. Knows nothing of HTTP: http/problem.cpp alone turns it into a
// status.
namespace elan {

enum class Problem {
    Malformed,             // the request itself cannot be read
    Unauthenticated,       // we do not know who asks
    Forbidden,             // we know, and they may not
    NotFound,              // there is no such thing, or they may not know that there is
    MethodNotAllowed,      // the thing exists but does not answer to this verb
    TimedOut,              // the request did not arrive in time
    Conflict,              // a rule says no in the present state
    Gone,                  // a link or token that was used or has expired
    Stale,                 // someone else changed the record since it was read
    TooLarge,              // more bytes than the limit
    HeadTooLarge,          // more header bytes than the limit
    UnsupportedType,       // a content type or encoding we do not read
    ExpectationFailed,     // an Expect header we do not honour
    Invalid,               // the fields complain
    PreconditionRequired,  // a change without the revision it starts from
    SlowDown,              // too many attempts
    StorageFull,           // no room left on the disk
    Unavailable,           // overloaded, stopping, or a part we need is away
    Broken,                // our fault
};

// The stable word for a problem in answers, such as "not_found"; a Refusal may carry a finer one.
std::string_view code_of(Problem problem);

struct FieldComplaint {
    std::string field;
    std::string message;
};

// Ends the request. `message` is a French sentence that says what to do.
struct Refusal : std::exception {
    Refusal(Problem problem_, std::string message_, std::string code_ = {}, std::vector<FieldComplaint> errors_ = {});
    const char* what() const noexcept override { return message.c_str(); }

    Problem problem;
    std::string message;
    std::string code;
    std::vector<FieldComplaint> errors;
    int retry_after_s = 0;  // 0: not said
};

[[noreturn]] void refuse(Problem problem, std::string message, std::string code = {});
[[noreturn]] void refuse(std::vector<FieldComplaint> complaints);  // Invalid, with all complaints at once
[[noreturn]] void refuse_for_now(Problem problem, std::string message, int retry_after_s, std::string code = {});
void refuse_if(bool condition, std::string_view message);  // Conflict
void refuse_if(bool condition, Problem problem, std::string_view message);

}  // namespace elan
