#include <fmt/format.h>

#include "api/api.hpp"
#include "insight/text/fold.hpp"
#include "platform/db/text_index.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

// "06 12 34" is also looked for as the beginning of one number.
std::string words_of(std::string_view typed) {
    auto words = fold_words(typed);
    const bool number = words.size() > 2 && words.find_first_not_of("0123456789 ") == std::string::npos;
    if (number) std::erase(words, ' ');
    return words;
}

std::vector<const Object*> searched_objects(Session& session, std::string_view only) {
    std::vector<const Object*> objects;
    for (const auto& object : session.catalogue().objects()) {
        const bool wanted = only.empty() || object->key() == only;
        if (wanted && session.actor().scope(*object, Act::Read) != Scope::None) objects.push_back(object.get());
    }
    return objects;
}

std::vector<Record> found_records(db::Connection& connection, const Session& session, const Object& object,
                                  std::string_view words, int limit) {
    const auto permitted = session.actor().permitted(object, Act::Read);
    db::Values parameters;
    auto condition = std::string("t.deleted_at is null");
    if (!permitted.is_everything())
        condition += fmt::format(" and ({})", filter_sql(object, permitted, parameters, "t"));
    const auto join = fmt::format("join {} t on t.id = found.record", object.table());
    const auto sql = db::text_index::match_sql(
        connection, {.words = words, .object = object.key(), .join = join, .where = condition, .limit = limit},
        parameters);
    std::vector<std::string> ids;
    connection.query(sql, parameters, [&](const db::Row& row) { ids.emplace_back(row.text(0)); });
    if (ids.empty()) return {};
    auto found = read_records(connection, object, ids, permitted);
    std::ranges::sort(found, {},
                      [&](const Record& record) { return std::ranges::find(ids, record.id()) - ids.begin(); });
    return found;
}

// A second line that tells two Duponts apart: the first searchable values that are not the title.
std::string subtitle(const Session& session, const Record& record) {
    const auto& object = record.object();
    std::string text;
    for (std::size_t i = Object::system_fields; i < object.fields().size() && text.size() < 80; ++i) {
        const auto& field = object.fields()[i];
        const bool titled = std::ranges::find(object.title_fields(), i) != object.title_fields().end();
        if (titled || !field.searchable || field.hidden || !session.actor().may_see(object, field)) continue;
        const auto shown = field.type->show(field, record.value(i));
        if (!shown.empty()) text += (text.empty() ? "" : " · ") + first_graphemes(shown, 60);
    }
    return text;
}

std::vector<Record> search_all(Session& session, const std::vector<const Object*>& objects, std::string_view words,
                               int limit) {
    std::vector<Record> all;
    session.workspace().database().read([&](db::Connection& connection) {
        all.clear();
        for (const auto* object : objects) {
            auto found = found_records(connection, session, *object, words, limit);
            std::ranges::move(found, std::back_inserter(all));
        }
    });
    return all;
}

Response search(Session& session, Request& request) {
    const auto words = words_of(request.query["q"]);
    const auto limit = static_cast<int>(whole_number(request, "limit", 20, 1, 100));
    std::vector<Record> found;
    if (!words.empty()) found = search_all(session, searched_objects(session, request.query["object"]), words, limit);
    JsonWriter out;
    out.begin_object().key("hits").begin_array();
    for (const auto& record : found) {
        out.begin_object().field("object", record.object().key()).field("id", record.id());
        out.field("title", record.title()).field("subtitle", subtitle(session, record)).end_object();
    }
    out.end_array().end_object();
    return Response::json(out.take());
}

}  // namespace

void add_search_routes(Parts& parts) {
    add_route(parts, Method::Get, "/api/v1/search", "search", Policy::SignedIn, search);
}

}  // namespace elan::api
