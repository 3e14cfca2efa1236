#include "changes/chain.hpp"

#include <fmt/format.h>

#include <map>

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"

namespace elan {

namespace {

// Lengths before the texts, so that no two different lines read the same.
void append(std::string& out, std::string_view text) {
    fmt::format_to(std::back_inserter(out), "{}:", text.size());
    out += text;
}

struct KnownCommit {
    std::int64_t number = 0, at = 0, last_position = 0;
    std::string author, way, action, chain;
};

// Hands over every commit in order, a slice at a time so that memory stays flat.
void each_commit(db::Connection& connection, const std::function<void(const KnownCommit&)>& take) {
    std::int64_t last = 0;
    for (bool more = true; more;) {
        std::vector<KnownCommit> slice;
        connection.query(
            "select number, at, last_position, author, way, action, chain from commits where number > $1 order by "
            "number limit 2000",
            db::Values{last}, [&](const db::Row& row) {
                slice.push_back({row.integer(0), row.integer(1), row.integer(2), std::string(row.text(3)),
                                 std::string(row.text(4)), std::string(row.text(5)), std::string(row.text(6))});
            });
        for (const auto& commit : slice) take(commit);
        more = !slice.empty();
        if (more) last = slice.back().number;
    }
}

}  // namespace

std::string line_digest(const std::string& key, std::int64_t position, std::string_view changes) {
    std::string text = fmt::format("{}:", position);
    text += changes;
    return base64url(hmac_sha256(key, text));
}

ChainLink::ChainLink(const std::string& key, std::string_view previous, std::int64_t number, std::int64_t at,
                     std::string_view author, std::string_view way, std::string_view action)
    : key_(key) {
    append(text_, previous);
    fmt::format_to(std::back_inserter(text_), "{};{};", number, at);
    append(text_, author);
    append(text_, way);
    append(text_, action);
}

void ChainLink::add(const ChainedLine& line) {
    fmt::format_to(std::back_inserter(text_), ";{};{};", line.position, line.created ? 1 : 0);
    append(text_, line.object);
    append(text_, line.record);
    append(text_, line.digest);
}

std::string ChainLink::finish() { return base64url(hmac_sha256(key_, text_)); }

std::vector<std::string> ChainCheck::run(db::Connection& connection) {
    std::vector<std::string> complaints;
    std::string previous;
    std::int64_t number = 0, position = 0, erased = 0;
    each_commit(connection, [&](const KnownCommit& commit) {
        if (commit.number != number + 1) {
            complaints.push_back(
                fmt::format("Le commit {} manque : la suite passe de {} à {}.", number + 1, number, commit.number));
        }
        ChainLink link(key_, previous, commit.number, commit.at, commit.author, commit.way, commit.action);
        connection.query(
            "select position, object, record, created, erased, changes, digest from log where position > $1 and "
            "position <= $2 and commit_number = $3 order by position",
            db::Values{position, commit.last_position, commit.number}, [&](const db::Row& row) {
                if (row.integer(0) != position + 1) {
                    complaints.push_back(
                        fmt::format("Commit {} : la ligne {} du journal manque.", commit.number, position + 1));
                }
                position = row.integer(0);
                erased += row.integer(4);
                const bool altered = row.integer(4) == 0 && line_digest(key_, position, row.text(5)) != row.text(6);
                if (altered) {
                    complaints.push_back(fmt::format("Commit {} : les valeurs de la ligne {} ont été modifiées.",
                                                     commit.number, position));
                }
                link.add({position, row.text(1), row.text(2), row.integer(3) != 0, std::string(row.text(6))});
            });
        if (position != commit.last_position) {
            complaints.push_back(
                fmt::format("Commit {} : des lignes du journal ont été ajoutées ou retirées.", commit.number));
            position = commit.last_position;
        }
        if (link.finish() != commit.chain) {
            complaints.push_back(
                fmt::format("Commit {} : le maillon de la chaîne ne correspond plus à son contenu.", commit.number));
        }
        number = commit.number;
        previous = commit.chain;
        if (progress_ && number % 10'000 == 0) progress_(number);
    });
    const auto lines = connection.first_integer("select count(*) from log");
    if (lines != position)
        complaints.push_back(fmt::format("Le journal compte {} lignes au lieu de {}.", lines, position));
    return complaints;
}

}  // namespace elan
