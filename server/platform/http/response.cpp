#include "platform/http/response.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>

#include "platform/http/text.hpp"

namespace elan::http {

namespace {

// Types that no browser runs, even when it is tricked into showing them.
constexpr std::array<std::string_view, 12> harmless_types{
    "application/pdf",
    "application/zip",
    "application/json",
    "text/csv",
    "text/plain",
    "text/calendar",
    "text/vcard",
    "image/png",
    "image/jpeg",
    "image/webp",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

std::string harmless(std::string_view type) {
    std::string bare = lower(trimmed(type.substr(0, type.find(';'))));
    if (std::ranges::find(harmless_types, bare) == harmless_types.end()) return "application/octet-stream";
    return bare.starts_with("text/") ? bare + "; charset=utf-8" : bare;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_';
}

// Both forms of RFC 6266: a plain one for old clients, and the exact name in UTF-8.
std::string disposition(std::string_view name) {
    std::string plain;
    std::string exact;
    for (char c : name) {
        plain += is_unreserved(c) ? c : '_';
        if (is_unreserved(c))
            exact += c;
        else
            exact += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, exact);
}

Response attachment(std::string_view name, std::string_view type) {
    Response response;
    response.purpose = Purpose::Attachment;
    response.content_type = harmless(type);
    response.headers.emplace_back("Content-Disposition", disposition(name));
    return response;
}

Response of_type(std::string body, int status, std::string_view type, Purpose purpose) {
    Response response;
    response.status = status;
    response.content_type = type;
    response.purpose = purpose;
    response.body = std::move(body);
    return response;
}

bool ends_a_line(char c) { return c == '\r' || c == '\n' || c == '\0'; }

}  // namespace

Response Response::json(std::string body, int status) {
    return of_type(std::move(body), status, "application/json", Purpose::Api);
}

Response Response::empty(int status) {
    Response response;
    response.status = status;
    return response;
}

Response Response::html(std::string body, int status) {
    return of_type(std::move(body), status, "text/html; charset=utf-8", Purpose::Screen);
}

Response Response::text(std::string body, int status) {
    return of_type(std::move(body), status, "text/plain; charset=utf-8", Purpose::Api);
}

Response Response::redirect(std::string_view location, int status) {
    Response response = empty(status);
    response.header("Location", std::string(location));
    return response;
}

Response Response::fixed(FixedContent bytes, std::string content_type, Purpose purpose) {
    Response response;
    response.content_type = std::move(content_type);
    response.purpose = purpose;
    response.content = bytes;
    return response;
}

Response Response::file(FileContent file, std::string_view name, std::string_view content_type) {
    Response response = attachment(name, content_type);
    response.content = std::move(file);
    return response;
}

Response Response::download(std::string body, std::string_view name, std::string_view content_type) {
    Response response = attachment(name, content_type);
    response.body = std::move(body);
    return response;
}

Response Response::stream(Producer producer, std::string_view name, std::string_view content_type) {
    Response response = attachment(name, content_type);
    response.content = std::move(producer);
    return response;
}

Response Response::events(std::shared_ptr<EventStream> stream) {
    Response response;
    response.content_type = "text/event-stream";
    response.header("X-Accel-Buffering", "no");  // nginx would keep messages back until it has a bufferful
    response.content = std::move(stream);
    return response;
}

Response& Response::header(std::string name, std::string value) & {
    if (std::ranges::any_of(name, ends_a_line) || std::ranges::any_of(value, ends_a_line))
        throw std::invalid_argument("a header may not hold a line break: " + name);
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Response&& Response::header(std::string name, std::string value) && {
    return std::move(header(std::move(name), std::move(value)));
}

Response& Response::etag(std::string_view tag) & { return header("ETag", fmt::format("\"{}\"", tag)); }

std::string_view Response::first(std::string_view name) const {
    for (const auto& [known, value] : headers)
        if (same_word(known, name)) return value;
    return {};
}

}  // namespace elan::http
