// Everything that happened to a record or about it, newest first: its own changes, and the records of those objects
// that are told in timelines (notes, tasks, messages) and lead to it.
#include <fmt/format.h>

#include <charconv>

#include "api/api.hpp"
#include "api/change_lines.hpp"
#include "api/list_query.hpp"
#include "api/live.hpp"
#include "api/record_json.hpp"
#include "insight/text/fold.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr int read_at_once = 200;

// Where a page ended. Records go on below (at, id), changes below their own position.
struct Place {
    std::int64_t at = std::numeric_limits<std::int64_t>::max();
    std::string id;
    std::int64_t position = 0;  // 0: from the newest change

    std::string text() const { return fmt::format("{}.{}.{}", at, id, position); }
};

Place place_from(std::string_view text) {
    Place place;
    if (text.empty()) return place;
    const auto first = text.find('.'), last = text.rfind('.');
    const bool whole = first != std::string_view::npos && last > first;
    auto number = [&](std::string_view digits, std::int64_t& into) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
        return error == std::errc() && end == digits.data() + digits.size();
    };
    if (!whole || !number(text.substr(0, first), place.at) || !number(text.substr(last + 1), place.position))
        refuse({{"cursor", "Ce curseur n’est pas d’ici : reprenez depuis le début."}});
    place.id = text.substr(first + 1, last - first - 1);
    return place;
}

// A change of the record, or a record about it.
struct Entry {
    std::int64_t at = 0;
    std::string id;
    std::optional<Change> change;
    std::optional<Record> record;
};

bool newer(const Entry& one, const Entry& other) { return std::tie(one.at, one.id) > std::tie(other.at, other.id); }

struct Asked {
    Record of;
    std::set<std::string, std::less<>> kinds;  // object keys and "change"; empty for all
    std::string words;                         // folded
    Place after;
    std::size_t limit = 0;

    bool wants(std::string_view kind) const { return kinds.empty() || kinds.contains(kind); }
};

bool tells_of(const FieldChange& change, const Object& object, const Actor& reader, std::string_view words) {
    const auto* field = object.find_id(change.field);
    if (!field || field->hidden || !reader.may_see(object, *field)) return false;
    const auto told = [&](const Value& value) {
        return !is_empty(value) && fold_words(field->type->show(*field, value)).find(words) != std::string::npos;
    };
    return told(change.before) || told(change.after);
}

// The lines of the log about the record itself. Time never runs backwards along them, whatever the clock did.
std::vector<Entry> changes_of(Session& session, const Asked& asked) {
    std::vector<Entry> entries;
    if (!asked.wants("change")) return entries;
    session.workspace().database().read([&](db::Connection& connection) {
        entries.clear();
        auto below = asked.after.position;
        auto latest = asked.after.at;
        for (bool more = true; more && entries.size() <= asked.limit;) {
            auto lines = record_history(connection, asked.of.id(), below, read_at_once);
            more = lines.size() == read_at_once;
            for (auto& line : lines) {
                below = line.position;
                latest = std::min(latest, line.at);
                const bool told = asked.words.empty() || std::ranges::any_of(line.fields, [&](const FieldChange& one) {
                                      return tells_of(one, asked.of.object(), session.actor(), asked.words);
                                  });
                if (told) entries.push_back({latest, fmt::format("{:020}", line.position), std::move(line), {}});
            }
        }
    });
    return entries;
}

// The fields by which the object's records lead to this one.
std::optional<Filter> leading_to(const Session& session, const Object& from, const Record& of) {
    std::vector<Filter> ways;
    for (std::size_t i = Object::system_fields; i < from.fields().size(); ++i) {
        const auto& field = from.fields()[i];
        const bool leads = field.target == "*" || field.target == of.object().key();
        if (!leads || field.hidden || !session.actor().may_see(from, field)) continue;
        const bool several = field.type->comparison() == Comparison::Set;
        const auto reference = field.target == "*" ? of.object().key() + '/' + of.id() : of.id();
        ways.push_back(Filter::condition(i, several ? Filter::Op::HasAny : Filter::Op::Eq, {reference}));
    }
    if (ways.empty()) return std::nullopt;
    return Filter::any(std::move(ways));
}

Filter before_place(const Object& object, std::size_t moment, const Place& place) {
    using Op = Filter::Op;
    return Filter::any({Filter::condition(moment, Op::Lt, {place.at}),
                        Filter::all({Filter::condition(moment, Op::Eq, {place.at}),
                                     Filter::condition(object.id.index, Op::Lt, {place.id})})});
}

// Those of one object's records that are placed by this moment.
void add_records(Session& session, const Asked& asked, const Object& object, std::size_t moment, const Filter& which,
                 std::vector<Entry>& entries) {
    Query query{.object = &object,
                .filter = Filter::all({which, before_place(object, moment, asked.after)}),
                .sort = {{moment, true}},
                .limit = static_cast<int>(asked.limit) + 1,  // one more tells whether there is a next page
                .words = asked.words};
    for (auto& record : session.list(std::move(query)).records) {
        const auto at = std::get<std::int64_t>(record.value(moment));
        entries.push_back({at, record.id(), {}, std::move(record)});
    }
}

// One that does not say when it happened stands at the moment when it was made.
void add_records_of(Session& session, const Asked& asked, const Object& object, std::vector<Entry>& entries) {
    const auto* told = object.told_field();
    if (!told || !asked.wants(object.key()) || session.actor().scope(object, Act::Read) == Scope::None) return;
    const auto leading = leading_to(session, object, asked.of);
    if (!leading) return;
    const auto moment = object.index_of(*told);
    add_records(session, asked, object, moment, *leading, entries);
    if (moment == object.created_at.index) return;
    const auto without = Filter::condition(moment, Filter::Op::Empty, {});
    add_records(session, asked, object, object.created_at.index, Filter::all({*leading, without}), entries);
}

std::vector<Entry> page_of(Session& session, const Asked& asked) {
    auto entries = changes_of(session, asked);
    for (const auto& object : session.catalogue().objects()) add_records_of(session, asked, *object, entries);
    std::ranges::sort(entries, newer);
    return entries;
}

Place end_of(const std::vector<Entry>& entries, const Place& before) {
    Place end{entries.back().at, entries.back().id, before.position};
    for (const auto& entry : entries)
        if (entry.change) end.position = entry.change->position;
    return end;
}

Asked asked_of(Session& session, Request& request) {
    Asked asked{.of = session.get(object_at(session, request), std::string(request.names["id"])),
                .kinds = {},
                .words = fold_words(request.query["q"]),
                .after = place_from(request.query["cursor"]),
                .limit = static_cast<std::size_t>(whole_number(request, "limit", 30, 1, 200))};
    for (std::string_view kinds = request.query["kinds"]; !kinds.empty();) {
        const auto comma = std::min(kinds.find(','), kinds.size());
        asked.kinds.emplace(kinds.substr(0, comma));
        kinds.remove_prefix(std::min(kinds.size(), comma + 1));
    }
    return asked;
}

void write_entry(JsonWriter& out, Session& session, ChangeLines& lines, const Entry& entry) {
    out.begin_object().field("at", entry.at).field("kind", entry.record ? entry.record->object().key() : "change");
    if (entry.record) {
        write_record(out.key("record"), session, *entry.record);
        write_offered_actions(out.key("actions"), session, *entry.record, session.may(*entry.record, Act::Change));
    } else {
        out.key("changes").begin_array();
        lines.write(out, *entry.change);
        out.end_array();
    }
    out.end_object();
}

// What the entries link to, so that the app calls it by name.
std::vector<Record> linked_by(Session& session, const std::vector<Entry>& entries, const std::vector<Change>& changes) {
    auto linked = linked_in(session, changes);
    for (const auto& entry : entries)
        if (entry.record) linked.push_back(*entry.record);
    return linked;
}

Response timeline(Session& session, Request& request) {
    const auto asked = asked_of(session, request);
    auto entries = page_of(session, asked);
    const bool more = entries.size() > asked.limit;
    if (more) entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(asked.limit), entries.end());

    std::vector<Change> changes;
    for (const auto& entry : entries)
        if (entry.change) changes.push_back(*entry.change);
    ChangeLines lines(session, changes);
    JsonWriter out;
    out.begin_object().key("entries").begin_array();
    for (const auto& entry : entries) write_entry(out, session, lines, entry);
    out.end_array();
    write_titles(out, session, linked_by(session, entries, changes));
    out.key("next");
    more ? out.text(end_of(entries, asked.after).text()) : out.null();
    out.end_object();
    return Response::json(out.take());
}

}  // namespace

void add_timeline_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/{path}/{id}/timeline", "record_timeline", Policy::SignedIn, timeline);
}

}  // namespace elan::api
