#include "platform/http/problem.hpp"

#include <system_error>

#include <fmt/format.h>

#include "platform/http/router.hpp"
#include "platform/log.hpp"

namespace elan::http {

namespace {

bool is_full_disk(const std::system_error& failure) {
    return failure.code() == std::errc::no_space_on_device || failure.code() == std::errc::file_too_large;
}

// The pattern and not the address: addresses hold ids, and links that open a door.
void log_failure(const Request& request, std::string_view cause) {
    log_error("request.failed", {{"request", request.id},
                                 {"method", std::string(word_of(request.method))},
                                 {"route", request.route ? request.route->pattern : "-"},
                                 {"reason", std::string(cause)}});
}

Response apology(const Request& request, std::string_view cause) {
    log_failure(request, cause);
    return problem_response(
        Refusal(Problem::Broken, fmt::format("Une erreur s’est produite de notre côté. Référence : {}.", request.id)));
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

Response failure_response(std::exception_ptr failure, const Request& request) {
    try {
        std::rethrow_exception(failure);
    } catch (const Refusal& refusal) {
        return problem_response(refusal);
    } catch (const std::system_error& broken) {
        if (!is_full_disk(broken)) return apology(request, broken.what());
        log_failure(request, broken.what());
        return problem_response(
            Refusal(Problem::StorageFull,
                    "Le disque du serveur est plein ; rien n’a été enregistré. Prévenez la personne qui "
                    "administre Élan."));
    } catch (const std::exception& broken) {
        return apology(request, broken.what());
    } catch (...) {
        return apology(request, "unknown failure");
    }
}

}  // namespace elan::http
