#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "api/import/rows.hpp"
#include "people/people.hpp"

namespace elan::imports {

struct Rehearsal {
    Counts counts;
    std::map<std::string, std::int64_t> created;  // object → records
    std::vector<PlannedRow> sample;               // the first rows, and the first rejected ones
};

// Reads the whole file and says what would happen; writes nothing.
Rehearsal rehearse(Session& session, const Import& import);

// Runs imports one after the other on a thread of its own, with the rights of whoever started each. An import that a
// crash interrupted goes on at the row after its last batch.
class ImportRunner {
 public:
    ImportRunner(Workspace& workspace, People& people);
    ~ImportRunner();
    void start();
    void stop();
    void wake();
    void run_waiting();  // on the calling thread

 private:
    void loop();
    void run(const std::string& id);
    void run_rows(Session& session, Import& import);
    // Writes one batch; rows that cannot be written are found by halving and rejected one by one.
    void write(Session& session, Import& import, RowPlanner& planner, const std::vector<files::Row>& rows);
    bool cancelled(const std::string& id);

    Workspace& workspace_;
    People& people_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool work_ = true, stopping_ = false;
    std::thread thread_;
};

}  // namespace elan::imports
