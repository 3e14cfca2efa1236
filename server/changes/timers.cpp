#include "changes/timers.hpp"

#include <fmt/format.h>

#include "changes/session.hpp"
#include "platform/failpoint.hpp"
#include "platform/log.hpp"

namespace elan {

namespace {

// Timers are exact to this much; looking again also follows a clock that was changed.
constexpr auto look_again_after = std::chrono::seconds(1);

struct DueTimer {
    std::string id, object, record, action, inputs;
    std::int64_t epoch = 0;
};

std::vector<DueTimer> due_timers(Workspace& workspace) {
    std::vector<DueTimer> due;
    workspace.database().read([&](db::Connection& connection) {
        connection.query(
            "select id, object, record, action, inputs, epoch from timers where state = 'waiting' and due_at <= $1 "
            "order by due_at, id "
            "limit 200",
            db::Values{workspace.clock().now_ms()}, [&](const db::Row& row) {
                due.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                               std::string(row.text(3)), std::string(row.text(4)), row.integer(5)});
            });
    });
    return due;
}

// Only one of several servers wins; the others see no waiting timer any more.
bool note_end(db::Connection& connection, const std::string& id, std::string_view state, std::string_view detail,
              std::int64_t now) {
    return connection.execute(
               "update timers set state = $2, detail = $3, fired_at = $4 where id = $1 and state = 'waiting'",
               db::Values{id, std::string(state), std::string(detail), now}) == 1;
}

struct AlreadyFired : std::exception {};

void run_timer_action(Workspace& workspace, const DueTimer& timer) {
    Session session(workspace, Actor::system());
    bool noted = false;
    session.also_in_each_commit([&](db::Connection& connection, std::int64_t) {
        if (!note_end(connection, timer.id, "fired", "", workspace.clock().now_ms())) throw AlreadyFired();
        noted = true;
    });
    const auto* action = session.catalogue().find_action(timer.object, timer.action);
    if (!action) refuse(Problem::NotFound, "L’action prévue n’existe plus.");
    const JsonDocument inputs(timer.inputs);
    run_action(session, *action, timer.record, inputs.root());
    // An action that found nothing to do did not commit; the timer is over all the same.
    if (!noted) session.commit(Commit{.action = timer.action});
}

void fire(Workspace& workspace, const DueTimer& timer) {
    auto end_as = [&](std::string_view state, std::string_view detail) {
        workspace.database().write([&](db::Connection& connection) {
            note_end(connection, timer.id, state, detail, workspace.clock().now_ms());
        });
    };
    if (timer.epoch != workspace.epoch())
        return end_as("parked", "Prévu avant une restauration : à libérer à la main.");
    try {
        run_timer_action(workspace, timer);
    } catch (const Refusal& refusal) {
        end_as("failed", refusal.message);
    } catch (const AlreadyFired&) {
        log_info("timer.already_fired", {{"timer", timer.id}});
    }
}

}  // namespace

void set_timer(db::Connection& connection, const Timer& timer, std::int64_t epoch) {
    connection.execute(
        "insert into timers (id, due_at, object, record, action, inputs, state, epoch) values "
        "($1,$2,$3,$4,$5,$6,'waiting',$7) "
        "on conflict (id) do update set due_at = excluded.due_at, inputs = excluded.inputs, state = 'waiting', epoch = "
        "excluded.epoch, fired_at = null, detail = null",
        db::Values{timer.id, timer.due_at, timer.object, timer.record, timer.action, timer.inputs, epoch});
}

void cancel_timer(db::Connection& connection, std::string_view id) {
    connection.execute("delete from timers where id = $1 and state = 'waiting'", db::Values{std::string(id)});
}

TimerLoop::TimerLoop(Workspace& workspace) : workspace_(workspace) {}

TimerLoop::~TimerLoop() { stop(); }

void TimerLoop::start() {
    thread_ = std::thread([this] { run(); });
}

void TimerLoop::stop() {
    {
        const std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void TimerLoop::wake() {
    {
        const std::lock_guard guard(mutex_);
        work_ = true;
    }
    woken_.notify_all();
}

int TimerLoop::fire_due() {
    const auto due = due_timers(workspace_);
    for (const auto& timer : due) {
        FAILPOINT("timer.before_fire");
        fire(workspace_, timer);
    }
    return static_cast<int>(due.size());
}

void TimerLoop::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        work_ = false;
        lock.unlock();
        try {
            while (fire_due() > 0) {
            }
        } catch (const std::exception& failure) {
            log_error("timers.failed", {{"reason", failure.what()}});
        }
        lock.lock();
        woken_.wait_for(lock, look_again_after, [this] { return work_ || stopping_; });
    }
}

}  // namespace elan
