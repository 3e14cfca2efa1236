#include <fmt/format.h>

#include <fstream>

#include "commands/archive.hpp"
#include "commands/place.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/sealed.hpp"

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

void require_sqlite(const Place& place) {
    if (place.postgres_url.empty()) return;
    refuse(Problem::Conflict, "Sur PostgreSQL, sauvegardez la base avec pg_dump et le dossier de données à part.");
}

// The base as one consistent copy, the master key, and the files people sent.
void gather(App& app, const fs::path& source, const fs::path& into) {
    app.workspace().database().copy_into((into / "elan.db").string());
    fs::copy_file(source / "master.key", into / "master.key");
    for (const auto* folder : {"files", "imports"}) {
        if (fs::exists(source / folder)) fs::copy(source / folder, into / folder, fs::copy_options::recursive);
    }
}

// A backup that was not read back is a hope: unpack it, open it, and walk its log.
void prove(const fs::path& archive, const fs::path& scratch, const std::string& key) {
    read_archive(archive, scratch, key);
    App restored(Place{.folder = scratch});
    std::vector<std::string> complaints = restored.workspace().database().integrity_complaints();
    restored.workspace().database().read(
        [&](db::Connection& connection) {
            auto chain = audit_complaints(connection, restored.workspace().chain_key());
            complaints.insert(complaints.end(), chain.begin(), chain.end());
        },
        0);
    if (!complaints.empty()) refuse(Problem::Broken, "La sauvegarde relue n’est pas saine : " + complaints.front());
}

int back_up(const Words& words) {
    const auto place = place_of(words);
    require_sqlite(place);
    const fs::path archive = words.option("--output", "elan-sauvegarde.elan");
    const fs::path key_file = words.option("--key", "elan-sauvegarde.cle");
    SystemRandomness randomness;
    const bool new_key = !fs::exists(key_file);
    const auto key = master_key(key_file, randomness);
    {
        App app(place);
        const ScratchFolder copy(archive.string() + ".copie");
        gather(app, place.folder, copy.path);
        write_archive(copy.path, archive, key);
    }
    const ScratchFolder proof(archive.string() + ".preuve");
    prove(archive, proof.path / "base", key);
    fmt::print("Sauvegarde faite et relue : {} ({} octets).\n", archive.string(), fs::file_size(archive));
    if (new_key)
        fmt::print("Clé de la sauvegarde : {}. Gardez-la ailleurs : sans elle, la sauvegarde ne s’ouvre pas.\n",
                   key_file.string());
    return 0;
}

int restore(const Words& words) {
    const auto place = place_of(words);
    require_sqlite(place);
    if (words.plain().empty())
        refuse(Problem::Invalid,
               "Dites quelle sauvegarde restaurer : « elan restore FICHIER --key CLÉ --data DOSSIER ».");
    SystemRandomness randomness;
    const fs::path key_file = words.option("--key", "elan-sauvegarde.cle");
    if (!fs::exists(key_file)) refuse(Problem::NotFound, "Donnez la clé de la sauvegarde avec --key.");
    read_archive(words.plain().front(), place.folder, master_key(key_file, randomness));

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
            .details = std::string(place_help) +
                       "  --output FICHIER    la sauvegarde (elan-sauvegarde.elan)\n"
                       "  --key FICHIER       sa clé, faite à la première fois (elan-sauvegarde.cle)\n"
                       "Le service peut rester ouvert pendant la sauvegarde.\n",
            .options = with_place({"--output", "--key"}),
            .flags = {},
            .run = back_up};
}

Command restore_command() {
    return {.name = "restore",
            .usage = "elan restore FICHIER --key FICHIER [--data DOSSIER]",
            .about = "Restaure une sauvegarde dans un dossier vide.",
            .details = std::string(place_help) +
                       "  --key FICHIER       la clé de la sauvegarde\n"
                       "Ce qui attendait d’être envoyé est retenu jusqu’à votre décision.\n",
            .options = with_place({"--key"}),
            .flags = {},
            .run = restore};
}

}  // namespace elan
