#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/db/database.hpp"

// The hash chain over the log (reliability D.8). Each line has a digest of its values; each commit's link is a keyed
// hash over the link before it, the commit's own data and its lines' digests. Erasing a line's values on request leaves
// its digest, so the chain holds; the number of erased lines must agree with the erasures that were committed.
namespace elan {

struct ChainedLine {
    std::int64_t position = 0;
    std::string_view object, record;
    bool created = false;
    std::string digest;
};

std::string line_digest(const std::string& key, std::int64_t position, std::string_view changes);

// The next link: base64url of HMAC-SHA-256.
class ChainLink {
 public:
    ChainLink(const std::string& key, std::string_view previous, std::int64_t number, std::int64_t at,
              std::string_view author, std::string_view way, std::string_view action);
    void add(const ChainedLine& line);
    std::string finish();

 private:
    const std::string& key_;
    std::string text_;
};

class ChainCheck {
 public:
    ChainCheck(const std::string& key, const std::function<void(std::int64_t)>& progress)
        : key_(key), progress_(progress) {}
    std::vector<std::string> run(db::Connection& connection);

 private:
    const std::string& key_;
    const std::function<void(std::int64_t)>& progress_;
};

}  // namespace elan
