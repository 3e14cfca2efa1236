// Files sent by people: kept under the workspace's folder by their hash, never served as anything but a download.
#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "api/api.hpp"
#include "insight/text/fold.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/log.hpp"

namespace elan::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

// Written aside, synced, then renamed: a file is there whole or not at all.
void store(const std::filesystem::path& path, std::string_view bytes) {
    if (std::filesystem::exists(path)) return;
    std::filesystem::create_directories(path.parent_path());
    const auto aside = path.string() + ".part";
    const int file = ::open(aside.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) refuse(Problem::StorageFull, "Le fichier n’a pas pu être enregistré. Réessayez plus tard.");
    std::size_t written = 0;
    while (written < bytes.size()) {
        const auto count = ::write(file, bytes.data() + written, bytes.size() - written);
        if (count <= 0) break;
        written += static_cast<std::size_t>(count);
    }
    const bool whole = written == bytes.size() && ::fsync(file) == 0;
    ::close(file);
    if (!whole) {
        std::filesystem::remove(aside);
        refuse(Problem::StorageFull, "Il n’y a plus assez de place pour ce fichier.");
    }
    std::filesystem::rename(aside, path);
    const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        if (::fsync(folder) != 0) log_warning("files.folder_not_synced");
        ::close(folder);
    }
}

std::filesystem::path path_of(Session& session, const std::string& hash) {
    return session.workspace().folder() / "files" / hash.substr(0, 2) / hash;
}

Response upload(Session& session, Request& request) {
    auto name = first_graphemes(nfc(request.query["name"]), 200);
    if (name.empty()) refuse({{"name", "Donnez le nom du fichier."}});
    const auto bytes = request.whole_body();
    const auto hash = hex(sha256(bytes));
    store(path_of(session, hash), bytes);
    const auto id = session.workspace().new_id();
    const auto type = request.content_type();
    session.workspace().database().write([&](db::Connection& connection) {
        connection.execute(
            "insert into files (id, hash, name, type, size, created_at, created_by) values ($1,$2,$3,$4,$5,$6,$7)",
            db::Values{id, hash, name, type, static_cast<std::int64_t>(bytes.size()), session.now_ms(),
                       session.actor().user_id});
    });
    JsonWriter out;
    out.begin_object().field("id", id).field("name", name).field("size", bytes.size()).field("type", type).end_object();
    return Response::json(out.take(), 201);
}

// Whoever sent a file may read it; others when a record they may read holds it.
bool held_by_readable_record(Session& session, const std::string& id) {
    for (const auto& object : session.catalogue().objects()) {
        for (const auto& field : object->fields()) {
            if (field.type->key() != "file" || !session.actor().may_see(*object, field)) continue;
            Query holders{.object = object.get(), .limit = 1};
            holders.filter = Filter::condition(object->index_of(field), Filter::Op::Eq, {id});
            if (!session.list(holders).records.empty()) return true;
        }
    }
    return false;
}

Response download(Session& session, Request& request) {
    const auto id = std::string(request.names["id"]);
    std::string hash, name, type, sender;
    session.workspace().database().read([&](db::Connection& connection) {
        connection.query("select hash, name, type, created_by from files where id = $1", db::Values{id},
                         [&](const db::Row& row) {
                             hash = row.text(0);
                             name = row.text(1);
                             type = row.text(2);
                             sender = row.text(3);
                         });
    });
    const bool known = !hash.empty() && (sender == session.actor().user_id || held_by_readable_record(session, id));
    if (!known) refuse(Problem::NotFound, "Ce fichier n’existe pas ou ne vous est pas accessible.");
    return Response::file({.path = path_of(session, hash), .keep = nullptr}, name, type);
}

}  // namespace

void add_file_routes(Parts& parts) {
    add_route(parts, Method::Post, "/api/v1/files", "upload_file", Policy::SignedIn, upload,
              {.body_limit = http::upload_limit});
    add_route(parts, Method::Get, "/api/v1/files/{id}", "download_file", Policy::SignedIn, download);
}

}  // namespace elan::api
