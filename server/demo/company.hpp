#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "changes/session.hpp"
#include "platform/clock.hpp"

// A company that does not exist: a heating and electricity installer near Rennes, with eighteen months of history lived
// through the same actions that people use. Deterministic from a seed, apart from ids. All mail addresses are under
// example.invalid.
namespace elan::demo {

// A clock that the story moves.
class Moment : public Clock {
 public:
    explicit Moment(std::int64_t now) : now_(now) {}
    std::int64_t now_ms() const override { return now_; }
    std::int64_t mono_ms() const override { return now_; }
    void move_to(std::int64_t now) { now_ = now; }

 private:
    std::int64_t now_;
};

// Chance that gives the same for the same seed.
class Chance {
 public:
    explicit Chance(std::uint64_t seed) : bytes_(seed) {}
    std::int64_t between(std::int64_t least, std::int64_t most);
    bool one_in(std::int64_t count) { return between(1, count) == 1; }
    bool percent(int share) { return between(1, 100) <= share; }
    template <class T>
    const T& of(const std::vector<T>& choices) {
        return choices[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(choices.size()) - 1))];
    }

 private:
    SeededRandomness bytes_;
};

class Company {
 public:
    Company(Workspace& workspace, Moment& clock, std::uint64_t seed);
    void live(const std::function<void(int done, int all)>& progress);

    std::vector<std::string> user_ids() const { return sellers_; }
    const std::vector<std::pair<std::string, std::string>>& accounts() const { return accounts_; }  // e-mail, role
    std::size_t companies() const { return companies_.size(); }
    std::size_t contacts() const { return contacts_; }
    std::size_t leads() const { return leads_; }
    std::size_t opportunities() const { return opportunities_; }

 private:
    Session as_seller();
    void hire();
    void gather_companies();
    void plan_history(std::int64_t start);
    void receive_lead();
    void answer_lead(const std::string& id);
    void open_opportunity();
    void advance(const std::string& id, std::size_t step);
    void close_deal(const std::string& id);
    void plan_task(const std::string& about);
    void do_task(const std::string& id);
    void leave_note(const std::string& about);
    // Puts something on the agenda; what lies in the future of today stays undone.
    void later(std::int64_t moment, std::function<void()> what);
    void live_agenda(const std::function<void(int done, int all)>& progress);

    Workspace& workspace_;
    Moment& clock_;
    Chance chance_;
    std::int64_t today_;
    std::multimap<std::int64_t, std::function<void()>> agenda_;
    std::vector<std::string> sellers_;
    std::vector<std::pair<std::string, std::string>> accounts_;
    std::vector<std::pair<std::string, std::string>> companies_;  // id, name
    std::size_t contacts_ = 0, leads_ = 0, opportunities_ = 0;
};

}  // namespace elan::demo
