#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

namespace elan::http {

// How the end of the content is told to the client.
struct Framing {
    std::optional<std::uint64_t> length;  // Content-Length when known, else chunks, else the end of the connection
    bool chunked = false;
    bool keep_alive = true;
    bool secure = false;
    bool http_1_0 = false;
};

// The status line and all header lines, with the blank line that ends them.
std::string head_text(const Response& response, const Framing& framing);

// A response with this status has no content, and says no length.
constexpr bool has_no_content(int status) { return status == 204 || status == 304 || status < 200; }

// Compresses data for programs and pages when that is worth it and the client understands it.
void compress_if_worthwhile(const Request& request, Response& response);

// Does the Accept-Encoding field accept this coding, with a weight above zero?
bool accepts_encoding(std::string_view accept_encoding, std::string_view coding);

}  // namespace elan::http
