// The base: reading, writing, importing and searching a million contacts over HTTP, each against the bare library in
// the same run.
//   elan_bench PROGRAM FOLDER [CLUSTER]
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <memory>

#include "bare.hpp"
#include "insight/identifiers/company_numbers.hpp"
#include "million.hpp"
#include "platform/json.hpp"
#include "served.hpp"
#include "table.hpp"

namespace elan::bench {

namespace {

namespace fs = std::filesystem;

constexpr int rounds = 5, lists_a_round = 400, writes_a_round = 600, writes_by_many = 3200, clients = 32,
              searches = 2000, reads = 2000;
constexpr int imported_rows = 100'000, few_imported_rows = 25'000;
constexpr double most_import_seconds = 15;

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double p99(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() * 99 / 100];
}

template <class Work>
double seconds_of(const Work& work) {
    const auto began = now_seconds();
    work();
    return now_seconds() - began;
}

// What one base answers, in seconds an operation unless said.
struct Measured {
    double list = 0, write = 0, write_by_many = 0, read = 0, search_p99 = 0;
    double start = 0, memory_mb = 0;
    Spent import, few_imported;
};
// The same by the bare library.
struct BareMeasured {
    double list = 0, commit = 0, insert = 0;
};

std::string list_target() {
    return "/api/v1/contacts?limit=50&sort=last_name&filter=" +
           percent_encoded(R"({"field":"last_name","op":"starts_with","value":"mar"})");
}

std::string new_contact(std::uint64_t number) {
    const auto who = person(number);
    return fmt::format(R"({{"first_name":"{}","last_name":"{}","email":"{}","phone":"{}"}})", who.first_name,
                       who.last_name, who.email, who.phone);
}

double time_lists(Caller& caller) {
    return seconds_of([&] {
               for (int i = 0; i < lists_a_round; ++i) caller.get(list_target());
           }) /
           lists_a_round;
}

std::vector<std::string> new_contacts(int count) {
    std::vector<std::string> bodies;
    for (int i = 0; i < count; ++i) bodies.push_back(new_contact(static_cast<std::uint64_t>(i)));
    return bodies;
}

double time_writes(Caller& caller, int count) {
    const auto bodies = new_contacts(count);
    return seconds_of([&] {
               for (const auto& body : bodies) caller.post("/api/v1/contacts", body);
           }) /
           count;
}

// Each client sends its next write when the last is answered; one thread here serves them all, so that both cores are
// the server's.
double time_writes_by_many(const Served& served, const std::string& key) {
    std::vector<std::unique_ptr<Caller>> callers;
    std::vector<pollfd> waiting;
    for (int i = 0; i < clients; ++i) {
        callers.push_back(std::make_unique<Caller>(served, key));
        waiting.push_back({.fd = callers.back()->socket(), .events = POLLIN, .revents = 0});
    }
    const auto bodies = new_contacts(writes_by_many);
    auto next = bodies.begin();
    int answered = 0;
    auto begin = [&](Caller& caller) {
        if (next != bodies.end()) caller.begin_post("/api/v1/contacts", *next++);
    };
    const auto all = seconds_of([&] {
        for (auto& caller : callers) begin(*caller);
        while (answered < writes_by_many) {
            ::poll(waiting.data(), waiting.size(), -1);
            for (std::size_t i = 0; i < waiting.size(); ++i) {
                if (!(waiting[i].revents & POLLIN)) continue;
                callers[i]->answer();
                ++answered;
                begin(*callers[i]);
            }
        }
    });
    return all / writes_by_many;
}

std::vector<std::string> some_ids(Caller& caller) {
    std::vector<std::string> ids;
    const auto page = caller.get("/api/v1/contacts?limit=500&fields=last_name");
    const JsonDocument json(page);
    for (const auto record : json.root()["records"].get_array()) ids.emplace_back(text_member(record, "id"));
    return ids;
}

double time_read(Caller& caller) {
    const auto ids = some_ids(caller);
    std::vector<double> each;
    for (std::size_t i = 0; i < reads; ++i)
        each.push_back(seconds_of([&] { caller.get("/api/v1/contacts/" + ids[i % ids.size()]); }));
    return median(each);
}

// The first letters of a word, whole as UTF-8 has them.
std::string beginning(const std::string& word, std::size_t letters) {
    std::size_t end = 0;
    auto inside = [&] { return end < word.size() && (word[end] & 0xC0) == 0x80; };
    for (; letters > 0 && end < word.size(); --letters) {
        ++end;
        while (inside()) ++end;
    }
    return word.substr(0, end);
}

// Three to six letters of a family name as it is written, accents included, and sometimes two of a first name.
double search_p99(Caller& caller) {
    std::vector<double> each;
    for (std::uint64_t i = 0; i < searches; ++i) {
        const auto who = person(i * 7919 % contacts_in_base);
        auto words = beginning(who.last_name, 3 + i % 4);
        if (i % 2 == 1) words += ' ' + beginning(who.first_name, 2);
        each.push_back(seconds_of([&] { caller.get("/api/v1/search?q=" + percent_encoded(words)); }));
    }
    return p99(each);
}

std::string siret(int number) {
    for (int last = 0; last < 10; ++last) {
        const auto siren = fmt::format("{:08}{}", 40'000'000 + number, last);
        for (int key = 0; key < 10; ++key) {
            const auto digits = fmt::format("{}0001{}", siren, key);
            if (check_siret(digits).plausible()) return digits;
        }
    }
    throw std::logic_error("every SIREN has a key");
}

fs::path write_companies(const fs::path& folder, int rows) {
    const auto file = folder / fmt::format("{}.csv", rows);
    std::ofstream out(file);
    out << "Nom;SIRET;E-mail;Téléphone;Site;Adresse;Code postal;Ville;Secteur\n";
    for (int i = 0; i < rows; ++i) {
        const auto who = person(static_cast<std::uint64_t>(i));
        out << fmt::format(
            "{} {} {};{};contact{}@example.invalid;02 99 {:02} {:02} {:02};www.societe{}.example;{} rue du Port;{:05};"
            "Rennes;Chauffage\n",
            who.last_name, who.first_name, i, siret(i), i, i / 10000 % 100, i / 100 % 100, i % 100, i, i % 120 + 1,
            35000 + i % 900);
    }
    return file;
}

// By the command, in a process of its own, into an empty base: validated, found by SIRET, logged, indexed for search.
Spent import_into(const std::string& program, const Base& base, const fs::path& file) {
    fs::remove_all(base.folder);
    auto words = std::vector<std::string>{program, "user",   "add",   "--email",    "bench@example.invalid", "--name",
                                          "Banc",  "--role", "owner", "--password", "quinze mille lignes"};
    auto place = base.options();
    words.insert(words.end(), place.begin(), place.end());
    if (run_program(words).exit_code != 0) throw std::runtime_error("elan user add failed");
    words = {program, "import", file.string(), "--object", "company", "--user", "bench@example.invalid"};
    words.insert(words.end(), place.begin(), place.end());
    const auto spent = run_program(words);
    if (spent.exit_code != 0) throw std::runtime_error("elan import failed");
    return spent;
}

// An import base is a folder, and on PostgreSQL a new schema too.
Base import_base(const fs::path& folder, const std::string& url, int rows) {
    return {.folder = folder / "import",
            .postgres_url = url,
            .schema = fmt::format("import_{}_{}", rows, static_cast<std::int64_t>(now_seconds()))};
}

// The rows that the import stored, inserted once more by a prepared statement in one transaction.
double time_bare_insert(const fs::path& folder) {
    Bare imported(folder / "import" / "elan.db");
    const auto rows = imported.rows_of("o_company");
    if (rows.size() != imported_rows) throw std::runtime_error(fmt::format("{} rows were imported", rows.size()));
    const auto file = folder / "bare.db";
    for (const auto* suffix : {"", "-wal", "-shm"}) fs::remove(file.string() + suffix);
    Bare bare(file);
    for (const auto& sql : imported.schema_of("o_company")) bare.run(sql);
    return seconds_of([&] { bare.insert("o_company", rows, false); });
}

// A copy of the million contacts with their indexes, for the bare library to write into.
void copy_contacts(const fs::path& file, Bare& million) {
    for (const auto* suffix : {"", "-wal", "-shm"}) fs::remove(file.string() + suffix);
    Bare copy(file);
    for (const auto& sql : million.schema_of("o_contact")) copy.run(sql);
    copy.run(fmt::format("attach '{}' as million", (file.parent_path() / "sqlite" / "elan.db").string()));
    copy.run("insert into o_contact select * from million.o_contact order by rowid");
}

// Commits of one new contact each.
double time_bare_commits(Bare& copy) {
    static int made = 0;
    auto rows = copy.rows_of(fmt::format("(select * from o_contact limit {})", writes_a_round));
    for (auto& row : rows) row.front() = fmt::format("bare-{:012}", made++);
    return seconds_of([&] { copy.insert("o_contact", rows, true); }) / writes_a_round;
}

// The statement behind list_target().
constexpr const char* list_statement =
    "select * from o_contact where deleted_at is null and last_name__folded >= ?1 and last_name__folded < ?2 "
    "order by last_name__folded, last_name, id limit 50";

double time_bare_lists(Bare& million, sqlite3_stmt* statement) {
    return seconds_of([&] {
               for (int i = 0; i < lists_a_round; ++i) million.rows_as_json(statement, {"mar", "mas"});
           }) /
           lists_a_round;
}

// Elan and the bare library take turns, so that what else the machine does weighs on both.
std::pair<Measured, BareMeasured> measure(const std::string& program, const fs::path& folder, const Base& base) {
    const auto key = prepare_million(base);
    Measured measured;
    BareMeasured bare_measured;
    Bare million(folder / "sqlite" / "elan.db");
    copy_contacts(folder / "copy.db", million);
    Bare copy(folder / "copy.db");
    auto* const bare_list = million.prepare(list_statement);
    ::sync();  // so that no measured commit waits for what was prepared
    {
        const Served served(program, base.options());
        measured.start = served.seconds_to_first_answer();
        measured.memory_mb = served.memory_mb();
        Caller caller(served, key);
        std::vector<double> lists, writes, many, bare_lists, commits;
        time_lists(caller);
        for (int round = 0; round < rounds; ++round) {
            lists.push_back(time_lists(caller));
            bare_lists.push_back(time_bare_lists(million, bare_list));
            writes.push_back(time_writes(caller, writes_a_round));
            commits.push_back(time_bare_commits(copy));
        }
        // After the single writes: what many clients leave to the search index would still be at work beside them.
        for (int round = 0; round < rounds; ++round) many.push_back(time_writes_by_many(served, key));
        measured.list = median(lists);
        measured.write = median(writes);
        measured.write_by_many = median(many);
        bare_measured.list = median(bare_lists);
        bare_measured.commit = median(commits);
        measured.read = time_read(caller);
        measured.search_p99 = search_p99(caller);
    }
    const auto few = write_companies(folder, few_imported_rows), many = write_companies(folder, imported_rows);
    measured.few_imported = import_into(program, import_base(folder, base.postgres_url, few_imported_rows), few);
    measured.import = import_into(program, import_base(folder, base.postgres_url, imported_rows), many);
    if (base.postgres_url.empty()) bare_measured.insert = time_bare_insert(folder);
    return {measured, bare_measured};
}

std::string per_second(double ours, double bare) {
    return fmt::format("{:.0f}/s against {:.0f}/s", 1 / ours, 1 / bare);
}

std::vector<Line> against_bare(const Measured& elan, const BareMeasured& bare) {
    return {
        {"list of 50, filtered and sorted on an index, over HTTP", bare.list / elan.list, "×", 0.35, false,
         per_second(elan.list, bare.list)},
        {"single durable write over HTTP, 1 client", bare.commit / elan.write, "×", 0.5, false,
         per_second(elan.write, bare.commit)},
        {"the same, 32 clients against 1", elan.write / elan.write_by_many, "×", 4, false,
         per_second(elan.write_by_many, elan.write)},
        {"import of 100 000 rows against a bare prepared insert", elan.import.seconds / bare.insert, "×", 30, true,
         fmt::format("{:.2f} s against {:.2f} s", elan.import.seconds, bare.insert)},
        {"import of 100 000 rows", elan.import.seconds, "s", most_import_seconds, true, ""},
        {"its memory, against 25 000 rows", elan.import.peak_mb / elan.few_imported.peak_mb, "×", 1.5, true,
         fmt::format("{:.0f} MB against {:.0f} MB", elan.import.peak_mb, elan.few_imported.peak_mb)},
        {"accent-insensitive prefix search p99 against the read of one contact", elan.search_p99 / elan.read, "×", 50,
         true, fmt::format("{:.2f} ms against {:.2f} ms", elan.search_p99 * 1e3, elan.read * 1e3)},
        {"memory of the server, base open and idle", elan.memory_mb, "MB", 150, true, ""},
        {"start to first answer", elan.start, "s", 1, true, ""},
    };
}

std::vector<Line> against_sqlite(const Measured& postgres, const Measured& sqlite) {
    std::vector<Line> lines;
    auto line = [&](const char* measure, double ours, double theirs) {
        lines.push_back({measure, ours / theirs, "×", 3, true,
                         fmt::format("{:.2f} ms against {:.2f} ms", ours * 1e3, theirs * 1e3)});
    };
    line("list of 50, filtered and sorted on an index, over HTTP", postgres.list, sqlite.list);
    line("single durable write over HTTP, 1 client", postgres.write, sqlite.write);
    line("the same, 32 clients", postgres.write_by_many, sqlite.write_by_many);
    line("import of 100 000 rows", postgres.import.seconds, sqlite.import.seconds);
    line("accent-insensitive prefix search, p99", postgres.search_p99, sqlite.search_p99);
    line("read of one contact", postgres.read, sqlite.read);
    line("start to first answer", postgres.start, sqlite.start);
    return lines;
}

// Started only now, because a cluster tidies its tables as soon as it runs.
std::string url(const std::string& cluster) {
    if (run_program({"packages/postgres-private", cluster}).exit_code != 0)
        throw std::runtime_error("PostgreSQL does not start");
    return fmt::format("postgresql:///postgres?host={}&port=5432&user=elan", cluster);
}

}  // namespace

}  // namespace elan::bench

int main(int count, char** words) {
    using namespace elan::bench;
    if (count < 3) return 64;
    const std::string program = words[1], cluster = count > 3 ? words[3] : "";
    const std::filesystem::path folder = words[2];
    std::filesystem::create_directories(folder);
    const auto [sqlite, bare] = measure(program, folder, {.folder = folder / "sqlite"});
    bool met = print("The base on SQLite, against the bare library", against_bare(sqlite, bare));
    if (!cluster.empty()) {
        const auto postgres =
            measure(program, folder, {.folder = folder / "postgres", .postgres_url = url(cluster)}).first;
        met &= print("The base on PostgreSQL, against SQLite", against_sqlite(postgres, sqlite));
    }
    return met ? 0 : 1;
}
