#include "api/list_query.hpp"

#include "api/api.hpp"
#include "insight/text/fold.hpp"

namespace elan::api {

namespace {

constexpr std::int64_t longest_page = 500;

// "-created_at,name"
std::vector<SortKey> sort_keys(Session& session, const Object& object, std::string_view text) {
    std::vector<SortKey> keys;
    std::vector<FieldComplaint> complaints;
    while (!text.empty()) {
        const auto comma = text.find(',');
        auto key = text.substr(0, comma);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
        const bool descending = key.starts_with('-');
        if (descending) key.remove_prefix(1);
        const auto* field = object.find(key);
        if (!field || !session.actor().may_see(object, *field) || !field->type->sortable()) {
            complaints.push_back({"sort", "On ne peut pas trier par « " + std::string(key) + " »."});
            continue;
        }
        keys.push_back({.field = object.index_of(*field), .descending = descending});
    }
    if (!complaints.empty()) refuse(std::move(complaints));
    return keys;
}

}  // namespace

Filter filter_from(Session& session, const Object& object, Json json) {
    return parse_filter(object, json, session.filter_context(),
                        [&](const FieldDeclaration& field) { return session.actor().may_see(object, field); });
}

Filter filter_from(Session& session, const Object& object, std::string_view json) {
    if (json.empty()) return Filter::everything();
    const JsonDocument document(json);
    return filter_from(session, object, document.root());
}

Query list_query(Session& session, const Object& object, const http::Request& request) {
    Query query{.object = &object};
    query.filter = filter_from(session, object, request.query["filter"]);
    query.sort = sort_keys(session, object, request.query["sort"]);
    if (query.sort.empty()) query.sort = {{.field = object.created_at.index, .descending = true}};
    query.limit = static_cast<int>(whole_number(request, "limit", 50, 1, longest_page));
    query.after = request.query["cursor"];
    query.skip = whole_number(request, "skip", 0, 0, 100'000'000);
    query.bin = request.query["bin"] == "true";
    query.words = fold_words(request.query["q"]);
    return query;
}

}  // namespace elan::api
