#include "platform/http/head.hpp"

#include <zlib.h>

#include <ctime>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

#include "platform/http/security_headers.hpp"
#include "platform/http/text.hpp"

namespace elan::http {

namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 409:
            return "Conflict";
        case 422:
            return "Unprocessable Content";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        default:
            return "";
    }
}

// Formatting a date takes longer than the rest of the head; it changes once a second.
std::string_view date_line() {
    thread_local std::time_t second = 0;
    thread_local std::string line;
    std::time_t now = std::time(nullptr);
    if (now != second) {
        std::tm utc{};
        ::gmtime_r(&now, &utc);
        char text[64];
        std::size_t length = std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc);
        line.assign(text, length);
        second = now;
    }
    return line;
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

void append_framing(std::string& out, const Framing& framing, int status) {
    if (!has_no_content(status)) {
        if (framing.length)
            append_line(out, "Content-Length", fmt::format_int(*framing.length).c_str());
        else if (framing.chunked)
            append_line(out, "Transfer-Encoding", "chunked");
    }
    if (!framing.keep_alive)
        append_line(out, "Connection", "close");
    else if (framing.http_1_0)
        append_line(out, "Connection", "keep-alive");
}

void append_security(std::string& out, const Response& response, bool secure) {
    out.append(common_headers).append(policy_of(response.purpose));
    if (response.purpose == Purpose::Screen) out.append(screen_headers);
    if (secure) out.append(transport_security);
    if (response.first("Cache-Control").empty()) append_line(out, "Cache-Control", "no-store");
    if (response.purpose == Purpose::Api)
        append_line(out, "Vary", "Accept-Encoding, Origin, Cookie, Authorization");
    else
        append_line(out, "Vary", "Accept-Encoding");
}

constexpr std::size_t too_small_to_compress = 1024;

bool is_compressible(std::string_view type) {
    return type.starts_with("application/json") || type.starts_with("application/problem+json") ||
           type.starts_with("text/");
}

// One per thread and kept: setting one up costs more than compressing a page of JSON.
class Gzip {
 public:
    Gzip() {
        constexpr int gzip_window = 15 + 16;
        constexpr int fastest = 1;
        if (deflateInit2(&stream_, fastest, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~Gzip() { deflateEnd(&stream_); }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

    std::string compressed(std::string& plain) {
        deflateReset(&stream_);
        std::string out(deflateBound(&stream_, plain.size()), '\0');
        stream_.next_in = reinterpret_cast<Bytef*>(plain.data());
        stream_.avail_in = static_cast<uInt>(plain.size());
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("gzip did not finish");
        out.resize(stream_.total_out);
        return out;
    }

 private:
    z_stream stream_{};
};

}  // namespace

std::string head_text(const Response& response, const Framing& framing) {
    std::string out;
    out.reserve(1024);
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
    out.append(date_line());
    if (!response.content_type.empty()) append_line(out, "Content-Type", response.content_type);
    append_framing(out, framing, response.status);
    for (const auto& [name, value] : response.headers) append_line(out, name, value);
    append_security(out, response, framing.secure);
    out.append("\r\n");
    return out;
}

void compress_if_worthwhile(const Request& request, Response& response) {
    bool worthwhile = response.body.size() > too_small_to_compress && is_compressible(response.content_type) &&
                      response.purpose != Purpose::Attachment && response.first("Content-Encoding").empty();
    if (!worthwhile || !accepts_encoding(request.headers["Accept-Encoding"], "gzip")) return;
    thread_local Gzip gzip;
    response.body = gzip.compressed(response.body);
    response.header("Content-Encoding", "gzip");
}

bool accepts_encoding(std::string_view accept_encoding, std::string_view coding) {
    for (std::string_view item : split(accept_encoding, ',')) {
        std::size_t semicolon = item.find(';');
        if (!same_word(trimmed(item.substr(0, semicolon)), coding)) continue;
        if (semicolon == std::string_view::npos) return true;
        std::string_view weight = trimmed(item.substr(semicolon + 1));
        return weight.find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

}  // namespace elan::http
