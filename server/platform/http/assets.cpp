#include "platform/http/assets.hpp"

#include <string>

#include "platform/http/head.hpp"
#include "platform/http/text.hpp"
#include "platform/refusal.hpp"

namespace elan::http {

namespace {

struct Form {
    std::string_view bytes;
    std::string_view coding;  // none when plain
};

Form best_form(const Asset& asset, std::string_view accepted) {
    if (!asset.brotli.empty() && accepts_encoding(accepted, "br")) return {asset.brotli, "br"};
    if (!asset.gzip.empty() && accepts_encoding(accepted, "gzip")) return {asset.gzip, "gzip"};
    return {asset.plain, {}};
}

// The build puts a hash into the names under /assets, so those never change; the rest is asked for again each time.
std::string_view caching(const Asset& asset) {
    return asset.path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

// A script may become a worker, which then lives under the policy that came with the script.
Purpose purpose(const Asset& asset) {
    bool runs = asset.content_type.starts_with("text/html") || asset.content_type.starts_with("text/javascript");
    return runs ? Purpose::Screen : Purpose::Asset;
}

bool is_known(std::string_view if_none_match, std::string_view tag) {
    for (std::string_view known : split(if_none_match, ',')) {
        known = trimmed(known);
        if (known.starts_with("W/")) known.remove_prefix(2);
        if (known == tag || known == "*") return true;
    }
    return false;
}

Response not_built() {
    return Response::html(
        "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>Élan</title>"
        "<h1>Élan fonctionne, mais son application n’a pas été construite.</h1>"
        "<p>Lancez <code>./run</code> à la racine du projet pour la construire.</p></html>",
        503);
}

}  // namespace

Assets::Assets(std::span<const Asset> assets) {
    for (const Asset& asset : assets) by_path_.emplace(asset.path, &asset);
}

Response Assets::answer(const Request& request) const {
    bool for_the_api = !request.segments.empty() && request.segments[0] == "api";
    if (by_path_.empty() && !for_the_api) return not_built();
    const Asset* asset = for_the_api ? nullptr : find(request);
    if (!asset) refuse(Problem::NotFound, "Cette adresse n’existe pas.");

    Form form = best_form(*asset, request.headers["Accept-Encoding"]);
    std::string tag = "\"" + std::string(asset->tag);
    tag.append(form.coding.empty() ? "" : "-").append(form.coding).append("\"");
    bool known = is_known(request.headers["If-None-Match"], tag);
    Response response =
        known ? Response::empty(304) : Response::fixed(form.bytes, std::string(asset->content_type), purpose(*asset));
    response.purpose = purpose(*asset);
    response.header("ETag", tag).header("Cache-Control", std::string(caching(*asset)));
    if (!form.coding.empty() && !known) response.header("Content-Encoding", std::string(form.coding));
    return response;
}

// An address without a file's ending is one of the app's own, such as /leads/0192…
const Asset* Assets::find(const Request& request) const {
    auto exact = by_path_.find(request.path);
    if (exact != by_path_.end()) return exact->second;
    bool names_a_file = !request.segments.empty() && request.segments.back().find('.') != std::string::npos;
    auto first_screen = by_path_.find("/index.html");
    return names_a_file || first_screen == by_path_.end() ? nullptr : first_screen->second;
}

}  // namespace elan::http
