#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "platform/http/response.hpp"
#include "platform/http/spool.hpp"

namespace elan::http {

// Content that comes piece by piece. The input-output thread pulls when the client has room; nobody waits for a client.
class Source {
 public:
    enum class Pulled { Some, Later, End, Broken };
    virtual ~Source() = default;
    // Appends the next bytes to `out`. After Later the source calls its wake function once there is more.
    virtual Pulled pull(std::string& out) = 0;
    // Sets who is told; an empty function means that nobody listens any more and must return after any call under way.
    virtual void wake_by(std::function<void()> wake) = 0;
};

std::unique_ptr<Source> file_source(const FileContent& file, std::uint64_t& size);

// From a producer on a worker to the client: through memory, and through a file when the client is slower, so that the
// producer's thread and its database snapshot are free as soon as it has said all.
class Pipe : public Source, public Sink {
 public:
    explicit Pipe(std::filesystem::path spool_folder) : folder_(std::move(spool_folder)) {}

    void write(std::string_view bytes) override;
    void end(bool whole);
    Pulled pull(std::string& out) override;
    void wake_by(std::function<void()> wake) override;

 private:
    void wake_if_waiting();

    std::filesystem::path folder_;
    std::mutex mutex_;
    std::string memory_;
    std::unique_ptr<Spool> spool_;
    std::uint64_t spool_read_ = 0;
    bool ended_ = false;
    bool whole_ = false;
    bool waiting_ = false;
    bool abandoned_ = false;
    std::function<void()> wake_;
};

}  // namespace elan::http
