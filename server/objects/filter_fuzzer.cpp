#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "objects/filter.hpp"
#include "objects/query.hpp"
#include "objects/table.hpp"
#include "platform/refusal.hpp"

namespace {

using namespace elan;

struct Fuzzed : Object {
    Fuzzed() : Object("fuzzed", "Chose", "Choses") {}
    Field<Text> name = field("name", "Nom", "Name");
    Field<ChoiceOf> kind = field("kind", "Genre", "Kind").choices({{"a", {"A", "A"}, ""}, {"b", {"B", "B"}, ""}});
    Field<Link> owner = field("owner", "Responsable", "Owner").to("user");
    Field<Money> amount = field("amount", "Montant", "Amount");
    Field<Decimal> ratio = field("ratio", "Rapport", "Ratio");
    Field<Date> day = field("day", "Jour", "Day");
    Field<Moment> at = field("at", "Moment", "Moment");
    Field<Tags> tags = field("tags", "Étiquettes", "Tags");
    Field<YesNo> open = field("open", "Ouverte", "Open");
};
const Fuzzed fuzzed;

Record full_record() {
    Record record(fuzzed, "1");
    record.set(fuzzed.name, "Élan");
    record.set(fuzzed.kind, "a");
    record.set(fuzzed.amount, 100);
    record.set(fuzzed.ratio, 0.5);
    record.set(fuzzed.day, "2026-01-01");
    record.set(fuzzed.at, 1'767'258'000'000);
    record.set(fuzzed.tags, "|a|b|");
    record.set(fuzzed.open, 1);
    return record;
}

// A base with one record that has everything and one that has nothing, for as long as the program runs.
class Base {
 public:
    Base() : database_(db::open_sqlite({.file = file_.string(), .readers = 1})) {
        database_->write([this](db::Connection& connection) {
            connection.script("create table settings (name text primary key, value text not null)");
            const Object* const declared[] = {&fuzzed};
            apply_schema(connection, Catalogue(declared, {}, {}));
            insert_record(connection, full);
            insert_record(connection, bare);
        });
    }
    ~Base() {
        database_.reset();
        for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + end);
    }

    bool finds(const Filter& filter, const Record& record) {
        bool found = false;
        database_->read([&](db::Connection& connection) {
            found = read_record(connection, fuzzed, record.id(), filter).has_value();
        });
        return found;
    }

    const Record full = full_record(), bare{fuzzed, "2"};

 private:
    std::filesystem::path file_ =
        std::filesystem::temp_directory_path() / fmt::format("elan-filter-fuzzer-{}.sqlite", getpid());
    std::unique_ptr<db::Database> database_;
};

}  // namespace

// Any bytes: a filter is refused, or the base and the memory agree about it.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    static Base base;
    const FilterContext context{.me = "me", .now_ms = 1'767'258'000'000, .time_zone = "Europe/Paris"};
    try {
        const JsonDocument document({reinterpret_cast<const char*>(bytes), size});
        const auto filter = parse_filter(fuzzed, document.root(), context,
                                         [](const FieldDeclaration& field) { return field.id != "at"; });
        for (const auto* record : {&base.full, &base.bare})
            if (base.finds(filter, *record) != matches(fuzzed, filter, *record)) std::abort();
    } catch (const Refusal&) {
    }
    return 0;
}
