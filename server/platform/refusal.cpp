#include "platform/refusal.hpp"

namespace elan {

std::string_view code_of(Problem problem) {
    switch (problem) {
        case Problem::Malformed:
            return "malformed";
        case Problem::Unauthenticated:
            return "unauthenticated";
        case Problem::Forbidden:
            return "forbidden";
        case Problem::NotFound:
            return "not_found";
        case Problem::MethodNotAllowed:
            return "method_not_allowed";
        case Problem::TimedOut:
            return "timed_out";
        case Problem::Conflict:
            return "conflict";
        case Problem::Gone:
            return "gone";
        case Problem::Stale:
            return "stale";
        case Problem::TooLarge:
            return "too_large";
        case Problem::HeadTooLarge:
            return "head_too_large";
        case Problem::UnsupportedType:
            return "unsupported_type";
        case Problem::ExpectationFailed:
            return "expectation_failed";
        case Problem::Invalid:
            return "invalid";
        case Problem::PreconditionRequired:
            return "precondition_required";
        case Problem::SlowDown:
            return "slow_down";
        case Problem::StorageFull:
            return "storage_full";
        case Problem::Unavailable:
            return "unavailable";
        case Problem::Broken:
            return "broken";
    }
    return "broken";
}

Refusal::Refusal(Problem problem_, std::string message_, std::string code_, std::vector<FieldComplaint> errors_)
    : problem(problem_),
      message(std::move(message_)),
      code(code_.empty() ? std::string(code_of(problem_)) : std::move(code_)),
      errors(std::move(errors_)) {}

void refuse(Problem problem, std::string message, std::string code) {
    throw Refusal(problem, std::move(message), std::move(code));
}

void refuse(std::vector<FieldComplaint> complaints) {
    throw Refusal(Problem::Invalid, "Certaines valeurs sont à corriger.", {}, std::move(complaints));
}

void refuse_for_now(Problem problem, std::string message, int retry_after_s, std::string code) {
    Refusal refusal(problem, std::move(message), std::move(code));
    refusal.retry_after_s = retry_after_s;
    throw refusal;
}

void refuse_if(bool condition, std::string_view message) { refuse_if(condition, Problem::Conflict, message); }

void refuse_if(bool condition, Problem problem, std::string_view message) {
    if (condition) refuse(problem, std::string(message));
}

}  // namespace elan
