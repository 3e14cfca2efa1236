#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace elan::http {

class EventStream;
class Spool;

// What a response may do in a browser; security_headers.hpp says which headers that means.
enum class Purpose {
    Api,         // data for programs: nothing may be run, framed or kept
    Screen,      // HTML of ours
    Asset,       // scripts, styles, pictures of ours
    Attachment,  // bytes of someone else: downloaded, never shown as ours
};

// Where a producer puts the bytes of a long answer; never waits for a slow client. Throws Abandoned when the client
// left.
class Sink {
 public:
    virtual ~Sink() = default;
    virtual void write(std::string_view bytes) = 0;
};
struct Abandoned : std::exception {
    const char* what() const noexcept override { return "the client left before the end of the answer"; }
};

// A file sent from where it lies; it may be removed from the folder meanwhile. `keep` holds what must live until then.
struct FileContent {
    std::filesystem::path path;
    std::shared_ptr<const void> keep;
};
// Runs on the worker thread; what it writes is sent at the client's pace.
using Producer = std::function<void(Sink&)>;
// Bytes that live as long as the program: the assets inside it.
using FixedContent = std::string_view;
using LongContent = std::variant<std::monostate, FixedContent, FileContent, Producer, std::shared_ptr<EventStream>>;

struct Response {
    int status = 200;
    std::string content_type;  // none when there is no content
    Purpose purpose = Purpose::Api;
    std::string body;
    LongContent content;  // instead of `body`, when set
    std::vector<std::pair<std::string, std::string>> headers;

    static Response json(std::string body, int status = 200);
    static Response empty(int status = 204);
    static Response html(std::string body, int status = 200);
    static Response text(std::string body, int status = 200);
    static Response redirect(std::string_view location, int status = 303);
    static Response fixed(FixedContent bytes, std::string content_type, Purpose purpose);
    // A download. The type is kept when it is on the short list of harmless ones; any name is made safe for the header.
    static Response file(FileContent file, std::string_view name, std::string_view content_type);
    static Response download(std::string body, std::string_view name, std::string_view content_type);
    static Response stream(Producer producer, std::string_view name, std::string_view content_type);
    static Response events(std::shared_ptr<EventStream> stream);

    // Adds a header; throws std::invalid_argument when the value could end the line.
    Response& header(std::string name, std::string value) &;
    Response&& header(std::string name, std::string value) &&;
    Response& etag(std::string_view tag) &;  // quotes are added
    std::string_view first(std::string_view name) const;
};

}  // namespace elan::http
