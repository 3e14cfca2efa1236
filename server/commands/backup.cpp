#include <fmt/format.h>

#include <fstream>

#include "commands/archive.hpp"
#include "commands/place.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/sealed.hpp"
#include "platform/db/postgres_copy.hpp"
#include "platform/log.hpp"

namespace elan {

namespace {

namespace fs = std::filesystem;

// A folder that goes when it was used.
struct ScratchFolder {
    fs::path path;
    explicit ScratchFolder(fs::path where) : path(std::move(where)) {
        fs::create_directories(path);
        fs::permissions(path, fs::perms::owner_all);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
};

constexpr const char* sqlite_base = "elan.db";
constexpr const char* postgres_copy = "postgres.copy";

db::PostgresOptions postgres_of(const Place& place) { return {.url = place.postgres_url, .schema = place.schema}; }

// The base as one consistent copy, the master key, and the files people sent.
void gather(App& app, const Place& place, const fs::path& into) {
    const auto& source = place.folder;
    if (place.postgres_url.empty())
        app.workspace().database().copy_into((into / sqlite_base).string());
    else
        db::write_postgres_copy(postgres_of(place), (into / postgres_copy).string());
    fs::copy_file(source / "master.key", into / "master.key");
    for (const auto* folder : {"files", "imports"}) {
        if (fs::exists(source / folder)) fs::copy(source / folder, into / folder, fs::copy_options::recursive);
    }
}

// Unpacks where nothing is yet. A backup goes back to the kind of base it was made of.
void unpack(const fs::path& archive, const Place& place, const std::string& key) {
    read_archive(archive, place.folder, key);
    const auto copy = place.folder / postgres_copy;
    if (fs::exists(copy) == place.postgres_url.empty()) {
        const bool of_postgres = fs::exists(copy);
        fs::remove_all(place.folder);
        refuse(Problem::Conflict, of_postgres
                                      ? "Cette sauvegarde vient de PostgreSQL : dites où restaurer avec --database."
                                      : "Cette sauvegarde vient de SQLite : restaurez-la sans --database.");
    }
    if (place.postgres_url.empty()) return;
    try {
        db::read_postgres_copy(postgres_of(place), copy.string());
    } catch (...) {
        fs::remove_all(place.folder);
        throw;
    }
    fs::remove(copy);
}

std::vector<std::string> complaints_of(const Place& place) {
    App restored(place);
    std::vector<std::string> complaints = restored.workspace().database().integrity_complaints();
    restored.workspace().database().read(
        [&](db::Connection& connection) {
            auto chain = audit_complaints(connection, restored.workspace().chain_key());
            complaints.insert(complaints.end(), chain.begin(), chain.end());
        },
        0);
    return complaints;
}

// On PostgreSQL the proof needs a schema of its own, which goes with this object.
struct ScratchSchema {
    Place place;
    ~ScratchSchema() {
        try {
            if (!place.postgres_url.empty()) db::drop_postgres_schema(postgres_of(place));
        } catch (const std::exception& failure) {
            log_warning("backup.scratch_schema_stays", {{"schema", place.schema}, {"reason", failure.what()}});
        }
    }
};

// A backup that was not read back is a hope: unpack it, open it, and walk its log.
void prove(const fs::path& archive, Place place, const fs::path& scratch, const std::string& key) {
    SystemRandomness randomness;
    place.folder = scratch;
    place.schema += "_preuve_" + hex(randomness.bytes(4));
    const ScratchSchema schema{place};
    unpack(archive, place, key);
    const auto complaints = complaints_of(place);
    if (!complaints.empty()) refuse(Problem::Broken, "La sauvegarde relue n’est pas saine : " + complaints.front());
}

int back_up(const config::Choices& chosen) {
    const auto place = place_of(chosen);
    const fs::path archive = chosen.option("output");
    const fs::path key_file = chosen.option("key");
    SystemRandomness randomness;
    const bool new_key = !fs::exists(key_file);
    const auto key = master_key(key_file, randomness);
    {
        App app(place);
        const ScratchFolder copy(archive.string() + ".copie");
        gather(app, place, copy.path);
        write_archive(copy.path, archive, key);
    }
    const ScratchFolder proof(archive.string() + ".preuve");
    prove(archive, place, proof.path / "base", key);
    fmt::print("Sauvegarde faite et relue : {} ({} octets).\n", archive.string(), fs::file_size(archive));
    if (new_key)
        fmt::print("Clé de la sauvegarde : {}. Gardez-la ailleurs : sans elle, la sauvegarde ne s’ouvre pas.\n",
                   key_file.string());
    return 0;
}

int restore(const config::Choices& chosen) {
    const auto place = place_of(chosen);
    if (chosen.plain().empty())
        refuse(Problem::Invalid,
               "Dites quelle sauvegarde restaurer : « elan restore FICHIER --key CLÉ --data DOSSIER ».");
    SystemRandomness randomness;
    const fs::path key_file = chosen.option("key");
    if (!fs::exists(key_file)) refuse(Problem::NotFound, "Donnez la clé de la sauvegarde avec --key.");
    unpack(chosen.plain().front(), place, master_key(key_file, randomness));

    App app(place);
    // Whoever restores may be far from the moment of the backup: nothing that was waiting leaves by itself, nobody
    // stays signed in.
    app.workspace().database().write([&](db::Connection& connection) {
        write_setting(connection, "epoch", std::to_string(app.workspace().epoch() + 1));
        connection.execute("delete from sign_ins");
        connection.execute("delete from one_time_links");
    });
    std::int64_t parked = 0;
    app.workspace().database().read([&](db::Connection& connection) {
        parked = connection.first_integer("select count(*) from o_message where status = 'queued'") +
                 connection.first_integer("select count(*) from timers where state = 'waiting'");
    });
    fmt::print("Base restaurée dans {}. {} envois et rappels restent en attente de votre décision.\n",
               place.folder.string(), parked);
    return 0;
}

}  // namespace

Command backup_command() {
    return {.name = "backup",
            .usage = "elan backup [--data DOSSIER] [--output FICHIER] [--key FICHIER]",
            .about = "Sauvegarde la base et les fichiers, chiffrés, puis relit la sauvegarde.",
            .details = "Le service peut rester ouvert pendant la sauvegarde.\n",
            .options = with_place({{.name = "output",
                                    .value = "FICHIER",
                                    .otherwise = "elan-sauvegarde.elan",
                                    .about = "la sauvegarde.",
                                    .in_file = false},
                                   {.name = "key",
                                    .value = "FICHIER",
                                    .otherwise = "elan-sauvegarde.cle",
                                    .about = "sa clé, faite à la première fois.",
                                    .in_file = false}}),
            .run = back_up};
}

Command restore_command() {
    return {.name = "restore",
            .usage = "elan restore FICHIER --key FICHIER [--data DOSSIER]",
            .about = "Restaure une sauvegarde dans un dossier vide ; sur PostgreSQL, aussi dans un schéma vide.",
            .details = "Ce qui attendait d’être envoyé est retenu jusqu’à votre décision.\n",
            .options = with_place({{.name = "key",
                                    .value = "FICHIER",
                                    .otherwise = "elan-sauvegarde.cle",
                                    .about = "la clé de la sauvegarde.",
                                    .in_file = false}}),
            .run = restore};
}

}  // namespace elan
