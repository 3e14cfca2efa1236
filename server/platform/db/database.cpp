#include "platform/db/database.hpp"

#include <cmath>
#include <utility>

namespace elan::db {

Value Connection::first(std::string_view sql, std::span<const Value> parameters) {
    Value answer;
    bool found = false;
    query(sql, parameters, [&](const Row& row) {
        if (!std::exchange(found, true)) answer = row.value(0);
    });
    return answer;
}

std::int64_t Connection::first_integer(std::string_view sql, std::span<const Value> parameters) {
    std::int64_t answer = 0;
    bool found = false;
    query(sql, parameters, [&](const Row& row) {
        if (!std::exchange(found, true)) answer = row.integer(0);
    });
    return answer;
}

void attempt(Connection& connection, const std::function<void()>& work) {
    connection.execute("savepoint attempt");
    try {
        work();
    } catch (...) {
        connection.execute("rollback to savepoint attempt");
        connection.execute("release savepoint attempt");
        throw;
    }
    connection.execute("release savepoint attempt");
}

void refuse_unstorable(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value); text && text->find('\0') != std::string::npos)
        throw Error("a text with a zero byte cannot be stored");
    if (const auto* real = std::get_if<double>(&value); real && !std::isfinite(*real))
        throw Error("a real that is not finite cannot be stored");
}

std::string quoted_name(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

}  // namespace elan::db
