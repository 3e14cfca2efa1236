// Reads any bytes as requests, in one piece and in small ones: the two readings must agree.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/request_reader.hpp"
#include "platform/refusal.hpp"

namespace {

using namespace elan;

struct Reading {
    std::optional<int> problem;
    bool done = false;
    std::string path;
    std::string body;
    bool operator==(const Reading&) const = default;
};

Reading read(std::string_view bytes, std::size_t piece) {
    static const http::ReadingLimits limits{.head_bytes = 4096, .body_in_memory = 1 << 20};
    http::RequestReader reader(limits);
    Reading reading;
    std::string kept;
    bool allowed = false;
    try {
        while (!bytes.empty() && !reading.done) {
            kept += bytes.substr(0, piece);
            bytes.remove_prefix(std::min(piece, bytes.size()));
            for (std::size_t used = 1; used > 0 && !reading.done;) {
                used = reader.feed(kept);
                kept.erase(0, used);
                bool head_read = reader.stage() != http::RequestReader::Stage::Head;
                if (head_read && !std::exchange(allowed, true)) reader.allow_body(100'000);
                reading.done = reader.stage() == http::RequestReader::Stage::Done;
            }
        }
        reading.path = reader.request().path;
        reading.body = reader.request().whole_body();
    } catch (const Refusal& refusal) {
        reading = {.problem = static_cast<int>(refusal.problem)};
    }
    return reading;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    Reading whole = read(bytes, bytes.size() + 1);
    Reading pieces = read(bytes, 3);
    if (whole.done || pieces.done) assert(whole == pieces);
    if (whole.done) assert(whole.path.starts_with('/') && whole.path.find("/../") == std::string::npos);
    return 0;
}
