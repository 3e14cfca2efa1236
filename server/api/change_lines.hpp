#pragma once

#include <map>
#include <string>
#include <vector>

#include "changes/session.hpp"

namespace elan::api {

// The log as JSON: one line a field that the caller may see, under the names of the authors.
class ChangeLines {
 public:
    ChangeLines(Session& session, const std::vector<Change>& changes);

    // A line without field stands for a record that was created empty or whose values may not be seen.
    void write(JsonWriter& out, const Change& change);

 private:
    void begin(JsonWriter& out, const Change& change);

    Session& session_;
    std::map<std::string, std::string> names_;
};

}  // namespace elan::api
