#include "api/import/runner.hpp"

#include "platform/failpoint.hpp"
#include "platform/log.hpp"

namespace elan::imports {

namespace {

constexpr std::size_t rows_a_batch = 1000;
constexpr std::size_t rows_shown = 20;
constexpr auto look_again_after = std::chrono::seconds(5);

// The next rows of the file, none at its end.
std::vector<files::Row> next_rows(files::TableReader& reader) {
    std::vector<files::Row> rows;
    files::Row row;
    while (rows.size() < rows_a_batch && reader.next(row)) rows.push_back(std::move(row));
    return rows;
}

void count(Counts& counts, const PlannedRow& row) {
    ++counts.done;
    switch (row.outcome) {
        case RowOutcome::Created:
            ++counts.created;
            break;
        case RowOutcome::Updated:
            ++counts.updated;
            break;
        case RowOutcome::Unchanged:
            ++counts.unchanged;
            break;
        case RowOutcome::Rejected:
            ++counts.rejected;
            break;
    }
}

std::string reasons(const PlannedRow& row) {
    std::string text;
    for (const auto& complaint : row.complaints) {
        if (!text.empty()) text += ' ';
        text += complaint.field.empty() ? complaint.message : complaint.field + " : " + complaint.message;
    }
    return text;
}

std::string reason_of(const Refusal& refusal) {
    return refusal.errors.empty() ? refusal.message : refusal.errors.front().message;
}

}  // namespace

Rehearsal rehearse(Session& session, const Import& import) {
    const auto file = file_of(session.workspace(), import.id);
    const auto shape = files::detect_table(file, import.mapping.choices);
    RowPlanner planner(session, import.mapping, shape);
    planner.remember_created();
    files::TableReader reader(file, shape);
    Rehearsal rehearsal;
    std::size_t rejected_shown = 0;
    for (auto rows = next_rows(reader); !rows.empty(); rows = next_rows(reader)) {
        auto batch = planner.plan(rows);
        for (const auto& record : batch.records) rehearsal.created[record.object().key()] += record.is_new();
        for (auto& row : batch.rows) {
            count(rehearsal.counts, row);
            const bool rejected = row.outcome == RowOutcome::Rejected;
            const bool shown =
                rehearsal.sample.size() - rejected_shown < rows_shown || (rejected && rejected_shown < rows_shown);
            if (!shown) continue;
            rejected_shown += rejected;
            rehearsal.sample.push_back(std::move(row));
        }
    }
    rehearsal.counts.rows = rehearsal.counts.done;
    return rehearsal;
}

ImportRunner::ImportRunner(Workspace& workspace, People& people) : workspace_(workspace), people_(people) {}

ImportRunner::~ImportRunner() { stop(); }

void ImportRunner::start() {
    thread_ = std::thread([this] { loop(); });
}

void ImportRunner::stop() {
    {
        const std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void ImportRunner::wake() {
    {
        const std::lock_guard guard(mutex_);
        work_ = true;
    }
    woken_.notify_all();
}

void ImportRunner::loop() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        work_ = false;
        lock.unlock();
        try {
            run_waiting();
        } catch (const std::exception& failure) {
            log_error("import.failed", {{"reason", failure.what()}});
        }
        lock.lock();
        woken_.wait_for(lock, look_again_after, [this] { return work_ || stopping_; });
    }
}

void ImportRunner::run_waiting() {
    std::vector<std::string> waiting;
    workspace_.database().read([&](db::Connection& connection) { waiting = running_imports(connection); });
    for (const auto& id : waiting) run(id);
}

bool ImportRunner::cancelled(const std::string& id) {
    std::optional<Import> now;
    workspace_.database().read([&](db::Connection& connection) { now = find_import(connection, id); });
    const std::lock_guard guard(mutex_);
    return stopping_ || !now || now->state != "running";
}

void ImportRunner::run(const std::string& id) {
    std::optional<Import> import;
    workspace_.database().read([&](db::Connection& connection) { import = find_import(connection, id); });
    if (!import || import->state != "running") return;
    try {
        Session session(workspace_, people_.actor_of_user(import->owner, Way::Import));
        run_rows(session, *import);
    } catch (const TakenOver&) {
        log_info("import.taken_over", {{"import", id}});
    } catch (const Refusal& refusal) {
        import->state = "failed";
        import->failure = reason_of(refusal);
        workspace_.database().write([&](db::Connection& connection) { update_import(connection, *import); });
    }
}

void ImportRunner::run_rows(Session& session, Import& import) {
    const auto file = file_of(workspace_, import.id);
    const auto shape = files::detect_table(file, import.mapping.choices);
    RowPlanner planner(session, import.mapping, shape);
    files::TableReader reader(file, shape);
    reader.skip(static_cast<std::uint64_t>(import.counts.done));
    for (auto rows = next_rows(reader); !rows.empty(); rows = next_rows(reader)) {
        if (cancelled(import.id)) return;
        write(session, import, planner, rows);
        FAILPOINT("import.between_batches");
    }
    import.state = "done";
    import.counts.rows = import.counts.done;
    import.finished_at = session.now_ms();
    workspace_.database().write([&](db::Connection& connection) { update_import(connection, import); });
}

void ImportRunner::write(Session& session, Import& import, RowPlanner& planner, const std::vector<files::Row>& rows) {
    auto batch = planner.plan(rows);
    auto after = import;
    std::vector<RejectedRow> rejected;
    for (const auto& row : batch.rows) {
        count(after.counts, row);
        if (row.outcome == RowOutcome::Rejected) rejected.push_back({row.number, row.cells, reasons(row)});
    }
    auto note = [&](db::Connection& connection, std::int64_t commit) {
        note_batch(connection, after, import.counts.done, commit, rejected);
    };
    try {
        session.commit(Commit{.action = "import", .records = std::move(batch.records), .also = note});
        import = after;
    } catch (const StaleRecord&) {
        write(session, import, planner, rows);  // somebody changed one of these records meanwhile: look again
    } catch (const Refusal& refusal) {
        if (rows.size() > 1) {
            const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
            write(session, import, planner, {rows.begin(), middle});
            write(session, import, planner, {middle, rows.end()});
            return;
        }
        const auto before = import.counts.done++;
        ++import.counts.rejected;
        session.commit(Commit{
            .action = "import", .also = [&](db::Connection& connection, std::int64_t) {
                note_batch(connection, import, before, 0,
                           {{static_cast<std::int64_t>(rows.front().number), rows.front().cells, reason_of(refusal)}});
            }});
    }
}

}  // namespace elan::imports
