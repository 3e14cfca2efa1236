#pragma once

#include <any>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "platform/http/response.hpp"
#include "platform/http/source.hpp"

// Server-sent streams: what happened, told to the browsers that are open.
namespace elan::http {

// One message. `id` comes back in the Last-Event-ID header when a browser connects again.
struct Event {
    std::string id;
    std::string name;
    std::string data;
};

// Whom a stream is for. `context` is whatever the filters of publish() need, such as the permissions.
struct Listener {
    std::string user;
    std::string session;
    std::any context;
    std::function<bool()> still_allowed;  // asked at each heartbeat; the stream closes when it says no
};

// The queue of one browser.
class EventStream : public Source {
 public:
    EventStream(Listener listener, std::size_t longest_queue)
        : listener_(std::move(listener)), longest_queue_(longest_queue) {}

    void push(std::shared_ptr<const std::string> message);
    void close();
    bool closed() const;
    const Listener& listener() const { return listener_; }

    Pulled pull(std::string& out) override;
    void wake_by(std::function<void()> wake) override;

 private:
    void wake_if_waiting();

    const Listener listener_;
    const std::size_t longest_queue_;
    mutable std::mutex mutex_;
    std::deque<std::shared_ptr<const std::string>> queue_;
    bool closed_ = false;
    bool dropped_ = false;  // too slow: the browser connects again and asks for what it missed
    bool waiting_ = false;
    std::function<void()> wake_;
};

struct EventLimits {
    std::size_t longest_queue = 1000;
    std::size_t per_user = 6;
    std::size_t in_all = 1000;
    std::chrono::milliseconds heartbeat{20'000};
};

class EventHub {
 public:
    explicit EventHub(EventLimits limits = {});
    ~EventHub();

    // The response that opens a stream, beginning with the messages that were missed. Refuses above the limits.
    Response open(Listener listener, const std::vector<Event>& missed = {});
    // From any thread, never waits for a client. `to` says who may see it; it runs under the hub's lock.
    void publish(const Event& event, const std::function<bool(const Listener&)>& to);
    void close_where(const std::function<bool(const Listener&)>& whose);
    std::size_t size() const;

 private:
    void keep_alive();
    void beat();

    const EventLimits limits_;
    mutable std::mutex mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::vector<std::shared_ptr<EventStream>> streams_;
    std::thread heart_;
};

}  // namespace elan::http
