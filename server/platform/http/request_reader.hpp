#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "platform/http/request.hpp"

namespace elan::http {

struct ReadingLimits {
    std::size_t head_bytes = 16 * 1024;
    std::size_t body_in_memory = 1024 * 1024;  // what is larger goes to a file in spool_folder
    std::filesystem::path spool_folder = std::filesystem::temp_directory_path();
};

// Reads one request from bytes as they arrive. There is one strict reading: whatever a proxy in front could frame
// differently (two lengths, a length and chunks, folded lines, bare line feeds…) is refused, by throwing Refusal.
class RequestReader {
 public:
    explicit RequestReader(const ReadingLimits& limits);
    ~RequestReader();
    RequestReader(RequestReader&&) noexcept;
    RequestReader& operator=(RequestReader&&) noexcept;

    enum class Stage { Head, Body, Done };
    // Takes what it understands from the front of `bytes` and says how much; the caller keeps the rest. Stops once
    // after the head, so that allow_body() can set the limit that belongs to the address asked for.
    std::size_t feed(std::string_view bytes);
    void allow_body(std::uint64_t most_bytes);

    Stage stage() const;
    bool expects_continue() const;  // the client waits for our word before it sends the body
    bool started() const;           // at least one byte was seen
    Request& request();

 private:
    class Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace elan::http
