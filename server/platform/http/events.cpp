#include "platform/http/events.hpp"

#include <algorithm>
#include <utility>

#include "platform/http/text.hpp"
#include "platform/refusal.hpp"

namespace elan::http {

namespace {

using Message = std::shared_ptr<const std::string>;

// A line break inside an id or a name would begin another field.
std::string one_line(std::string text) {
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\0'; });
    return text;
}

Message message_of(const Event& event) {
    std::string text;
    if (!event.id.empty()) text += "id: " + one_line(event.id) + "\n";
    if (!event.name.empty()) text += "event: " + one_line(event.name) + "\n";
    for (std::string_view line : split(event.data, '\n')) text.append("data: ").append(line).append("\n");
    text += "\n";
    return std::make_shared<const std::string>(std::move(text));
}

void drop_closed(std::vector<std::shared_ptr<EventStream>>& streams) {
    std::erase_if(streams, [](const auto& stream) { return stream->closed(); });
}

}  // namespace

void EventStream::push(Message message) {
    std::lock_guard lock(mutex_);
    if (closed_) return;
    if (queue_.size() >= longest_queue_) {
        queue_.clear();
        closed_ = dropped_ = true;
    } else {
        queue_.push_back(std::move(message));
    }
    wake_if_waiting();
}

void EventStream::close() {
    std::lock_guard lock(mutex_);
    closed_ = true;
    wake_if_waiting();
}

bool EventStream::closed() const {
    std::lock_guard lock(mutex_);
    return closed_;
}

Source::Pulled EventStream::pull(std::string& out) {
    std::lock_guard lock(mutex_);
    constexpr std::size_t enough = 64 * 1024;
    if (dropped_) return Pulled::Broken;
    if (queue_.empty() && closed_) return Pulled::End;
    if (queue_.empty()) {
        waiting_ = true;
        return Pulled::Later;
    }
    for (std::size_t before = out.size(); !queue_.empty() && out.size() - before < enough; queue_.pop_front())
        out.append(*queue_.front());
    return Pulled::Some;
}

void EventStream::wake_by(std::function<void()> wake) {
    std::lock_guard lock(mutex_);
    if (!wake) closed_ = true;
    wake_ = std::move(wake);
}

void EventStream::wake_if_waiting() {
    if (std::exchange(waiting_, false) && wake_) wake_();
}

EventHub::EventHub(EventLimits limits) : limits_(limits), heart_([this] { keep_alive(); }) {}

EventHub::~EventHub() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        for (const auto& stream : streams_) stream->close();
    }
    stop_.notify_all();
    heart_.join();
}

Response EventHub::open(Listener listener, const std::vector<Event>& missed) {
    std::lock_guard lock(mutex_);
    drop_closed(streams_);
    auto same_user = [&](const auto& stream) { return stream->listener().user == listener.user; };
    bool too_many_of_theirs = !listener.user.empty() &&
                              static_cast<std::size_t>(std::ranges::count_if(streams_, same_user)) >= limits_.per_user;
    if (too_many_of_theirs || streams_.size() >= limits_.in_all)
        refuse_for_now(Problem::SlowDown, "Trop d’écrans suivent déjà les changements ; fermez-en un.", 30);

    auto stream = std::make_shared<EventStream>(std::move(listener), limits_.longest_queue);
    // A first comment makes the browser's stream count as open before anything happens.
    stream->push(std::make_shared<const std::string>(":\n\n"));
    for (const Event& event : missed) stream->push(message_of(event));
    streams_.push_back(stream);
    return Response::events(stream);
}

void EventHub::publish(const Event& event, const std::function<bool(const Listener&)>& to) {
    Message message = message_of(event);
    std::lock_guard lock(mutex_);
    for (const auto& stream : streams_)
        if (!to || to(stream->listener())) stream->push(message);
}

void EventHub::close_where(const std::function<bool(const Listener&)>& whose) {
    std::lock_guard lock(mutex_);
    for (const auto& stream : streams_)
        if (whose(stream->listener())) stream->close();
    drop_closed(streams_);
}

std::size_t EventHub::size() const {
    std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(
        std::ranges::count_if(streams_, [](const auto& stream) { return !stream->closed(); }));
}

void EventHub::keep_alive() {
    std::unique_lock lock(mutex_);
    while (!stop_.wait_for(lock, limits_.heartbeat, [this] { return stopping_; })) {
        lock.unlock();
        beat();
        lock.lock();
    }
}

// The questions may take a while (a session is looked up), so they are asked on a copy, outside the lock.
void EventHub::beat() {
    static const Message comment = std::make_shared<const std::string>(":\n\n");
    std::vector<std::shared_ptr<EventStream>> streams;
    {
        std::lock_guard lock(mutex_);
        drop_closed(streams_);
        streams = streams_;
    }
    for (const auto& stream : streams) {
        const auto& still_allowed = stream->listener().still_allowed;
        if (!still_allowed || still_allowed())
            stream->push(comment);
        else
            stream->close();
    }
}

}  // namespace elan::http
