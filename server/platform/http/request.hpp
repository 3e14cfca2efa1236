#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace elan::http {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options };

std::string_view word_of(Method method);
std::optional<Method> method_of(std::string_view word);

// Names compare without regard to case; order is kept.
class Headers {
 public:
    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    // The first field of that name, or nothing.
    std::optional<std::string_view> first(std::string_view name) const;
    // The first field of that name, or an empty text.
    std::string_view operator[](std::string_view name) const { return first(name).value_or(std::string_view()); }
    // All fields of that name as one list, the way HTTP says they read: some proxies add a line instead of an item.
    std::string all(std::string_view name) const;
    bool has(std::string_view name) const { return first(name).has_value(); }
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

 private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

// Decoded names and values in the order of the address or of a form.
class Parameters {
 public:
    void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }
    std::optional<std::string_view> first(std::string_view name) const;
    std::string_view operator[](std::string_view name) const { return first(name).value_or(std::string_view()); }
    bool has(std::string_view name) const { return first(name).has_value(); }
    auto begin() const { return pairs_.begin(); }
    auto end() const { return pairs_.end(); }
    bool empty() const { return pairs_.empty(); }

 private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

struct Route;
class Spool;

// One request, read whole. A body above the limit for memory (1 MB) is kept in a temporary file instead of `body`.
struct Request {
    Method method = Method::Get;
    std::string path;                   // decoded, begins with a slash
    std::vector<std::string> segments;  // the same, cut at the slashes: "/api/v1" gives {"api", "v1"}
    Parameters query;
    Headers headers;
    std::string body;
    std::shared_ptr<Spool> spooled;  // set when the body went to a file; `body` is then empty
    std::string client_address;      // of the person, behind trusted proxies
    bool secure = false;             // came over TLS, here or up to a trusted proxy
    bool keep_alive = true;
    bool http_1_0 = false;

    const Route* route = nullptr;  // set by the router, with what the pattern's {names} stand for
    Parameters names;

    std::string id;     // names this request in its answer and in the log
    std::string actor;  // the id of whoever asks, set once known; for the log

    // "application/json" out of "Application/JSON; charset=utf-8".
    std::string content_type() const;
    std::optional<std::string_view> cookie(std::string_view name) const;
    // The whole body wherever it is kept; a spooled one is mapped into memory.
    std::string_view whole_body() const;
    std::uint64_t body_size() const;
};

// Sixteen hexadecimal digits. It names a line of the log, it protects nothing.
std::string new_request_id();

// Sets path, segments and query from the target of a request line. Refuses (Problem::Malformed) what two readers could
// understand differently: bad percent signs, %00 and control bytes, invalid UTF-8, dot segments, encoded slashes.
void read_target(Request& request, std::string_view target);

// Reads "a=1&b=deux" as sent by forms and in addresses.
Parameters read_form(std::string_view text);

}  // namespace elan::http
