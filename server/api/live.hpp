#pragma once

#include <set>

#include "api/api.hpp"
#include "changes/reader.hpp"

namespace elan::api {

// Of the records that some changes touched, those the session may read.
std::set<std::string> visible_records(Session& session, const std::vector<Change>& changes);
std::vector<Record> linked_in(Session& session, const std::vector<Change>& changes);

// Tells open screens that something changed: which record and how, never the values; a screen that shows it reads it
// again with its own rights. Each event is checked against the rights of whoever listens.
http::Response open_live_stream(Parts& parts, Session& session, const http::Request& request);

// Follows the log from now on and publishes to the hub. Keeps no table.
class LiveReader : public Reader {
 public:
    explicit LiveReader(http::EventHub& hub) : hub_(hub) {}
    std::string_view name() const override { return "live"; }
    bool derived() const override { return false; }
    bool lasting() const override { return false; }  // each server tells those who listen to it
    Writing read(db::Connection& snapshot, Workspace& workspace, const std::vector<Change>& changes) override;

 private:
    http::EventHub& hub_;
};

}  // namespace elan::api
