#include "platform/http/problem.hpp"

#include <sys/random.h>

#include <cstdint>
#include <system_error>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace elan::http {

namespace {

std::string new_request_id() {
    std::uint64_t random = 0;
    // A short read only makes the id less random; it names a line of the log, it protects nothing.
    if (::getrandom(&random, sizeof random, 0) < 0) random = 0;
    return fmt::format("{:016x}", random);
}

bool is_full_disk(const std::system_error& failure) {
    return failure.code() == std::errc::no_space_on_device || failure.code() == std::errc::file_too_large;
}

Response apology(const std::string& cause, std::string_view method, std::string_view path) {
    std::string id = new_request_id();
    spdlog::error("request {} failed: {} {}: {}", id, method, path, cause);
    Response response = problem_response(
        Refusal(Problem::Broken, fmt::format("Une erreur s’est produite de notre côté. Référence : {}.", id)));
    response.header("X-Request-Id", id);
    return response;
}

void append_errors(std::string& out, const std::vector<FieldComplaint>& errors) {
    out += ",\"errors\":[";
    for (const FieldComplaint& complaint : errors) {
        if (&complaint != &errors.front()) out += ',';
        out += "{\"field\":";
        append_json_text(out, complaint.field);
        out += ",\"message\":";
        append_json_text(out, complaint.message);
        out += '}';
    }
    out += ']';
}

}  // namespace

int status_of(Problem problem) {
    switch (problem) {
        case Problem::Malformed:
            return 400;
        case Problem::Unauthenticated:
            return 401;
        case Problem::Forbidden:
            return 403;
        case Problem::NotFound:
            return 404;
        case Problem::MethodNotAllowed:
            return 405;
        case Problem::TimedOut:
            return 408;
        case Problem::Conflict:
            return 409;
        case Problem::Gone:
            return 410;
        case Problem::Stale:
            return 412;
        case Problem::TooLarge:
            return 413;
        case Problem::UnsupportedType:
            return 415;
        case Problem::ExpectationFailed:
            return 417;
        case Problem::Invalid:
            return 422;
        case Problem::PreconditionRequired:
            return 428;
        case Problem::SlowDown:
            return 429;
        case Problem::HeadTooLarge:
            return 431;
        case Problem::Broken:
            return 500;
        case Problem::Unavailable:
            return 503;
        case Problem::StorageFull:
            return 507;
    }
    return 500;
}

void append_json_text(std::string& out, std::string_view text) {
    out += '"';
    for (char c : text) {
        if (c == '"' || c == '\\')
            out.append(1, '\\').append(1, c);
        else if (static_cast<unsigned char>(c) < 0x20)
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    out += '"';
}

Response problem_response(const Refusal& refusal) {
    int status = status_of(refusal.problem);
    std::string body = "{\"type\":\"about:blank\",\"title\":";
    append_json_text(body, refusal.message);
    fmt::format_to(std::back_inserter(body), ",\"status\":{},\"code\":", status);
    append_json_text(body, refusal.code);
    append_errors(body, refusal.errors);
    body += '}';

    Response response = Response::json(std::move(body), status);
    response.content_type = "application/problem+json";
    if (refusal.retry_after_s > 0) response.header("Retry-After", std::to_string(refusal.retry_after_s));
    return response;
}

Response failure_response(std::exception_ptr failure, std::string_view method, std::string_view path) {
    try {
        std::rethrow_exception(failure);
    } catch (const Refusal& refusal) {
        return problem_response(refusal);
    } catch (const std::system_error& broken) {
        if (!is_full_disk(broken)) return apology(broken.what(), method, path);
        spdlog::error("no space left: {} {}: {}", method, path, broken.what());
        return problem_response(
            Refusal(Problem::StorageFull,
                    "Le disque du serveur est plein ; rien n’a été enregistré. Prévenez la personne qui "
                    "administre Élan."));
    } catch (const std::exception& broken) {
        return apology(broken.what(), method, path);
    } catch (...) {
        return apology("unknown failure", method, path);
    }
}

}  // namespace elan::http
