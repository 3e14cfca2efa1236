#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace elan::db {

// The statements one connection has prepared, by their text; the one unused longest makes room for a new one.
template <typename Statement>
class StatementCache {
 public:
    explicit StatementCache(std::size_t room = 300) : room_(room) {}

    // Shared, so that a statement that is being read stays alive when a nested one pushes it out.
    std::shared_ptr<Statement> find(std::string_view sql) {
        const auto found = by_text_.find(sql);
        if (found == by_text_.end()) return nullptr;
        recent_.splice(recent_.begin(), recent_, found->second);
        return found->second->statement;
    }

    // Hands back the statement that had to leave, if any.
    std::shared_ptr<Statement> keep(std::string_view sql, std::shared_ptr<Statement> statement) {
        recent_.push_front({std::string(sql), std::move(statement)});
        by_text_.emplace(recent_.front().sql, recent_.begin());
        if (recent_.size() <= room_) return nullptr;
        auto leaving = std::move(recent_.back().statement);
        by_text_.erase(recent_.back().sql);
        recent_.pop_back();
        return leaving;
    }

    void clear() {
        by_text_.clear();
        recent_.clear();
    }

 private:
    struct Entry {
        std::string sql;
        std::shared_ptr<Statement> statement;
    };

    std::size_t room_;
    std::list<Entry> recent_;
    std::unordered_map<std::string_view, typename std::list<Entry>::iterator> by_text_;
};

}  // namespace elan::db
