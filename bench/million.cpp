#include "million.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iostream>

#include "app.hpp"
#include "changes/session.hpp"
#include "people/user.hpp"
#include "workflows/contacts/contact.hpp"

namespace elan::bench {

namespace {

constexpr int contacts_a_commit = 1000;
constexpr std::int64_t a_day_ms = 24LL * 3600 * 1000;

// Parts of invented family names: 24 × 20 × 16 = 7680 of them, some with accents.
constexpr std::array beginnings{"Mar", "Dup", "Ber", "Le G", "Gué", "Pé",  "Cha", "Rou", "Fon", "Bel", "Lam", "Tré",
                                "Kér", "Vau", "Gau", "Mor",  "Dar", "Sal", "Bou", "Cla", "Éti", "Ger", "Hu",  "Jac"};
constexpr std::array middles{"ti",  "on", "na",  "ra",  "lé", "vi", "zo", "mi", "be", "cou",
                             "dri", "fa", "gue", "lou", "né", "pa", "ro", "sé", "ta", "xi"};
constexpr std::array endings{"n",    "rd", "au", "ot", "et",  "ier", "ec", "ic",
                             "ault", "ez", "eu", "in", "oux", "el",  "as", "y"};
constexpr std::array first_names{"Élodie", "Jean",  "Marie", "Noël", "Zoé",    "Yann",  "Chloé", "Luc",
                                 "Anaïs",  "Hervé", "Inès",  "Paul", "Jérôme", "Nadia", "Loïc",  "Sophie"};

// Spreads the numbers so that neighbours have different names (splitmix64, Steele, Lea and Flood 2014).
std::uint64_t spread(std::uint64_t number) {
    number += 0x9E3779B97F4A7C15ULL;
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9ULL;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EBULL;
    return number ^ (number >> 31);
}

template <std::size_t size>
const char* pick(const std::array<const char*, size>& words, std::uint64_t& chance) {
    const auto* word = words[chance % size];
    chance /= size;
    return word;
}

std::string owner_of(App& app) {
    if (const auto known = app.people().user_by_email("bench@example.invalid")) return *known;
    Session session(app.workspace(), Actor::system());
    const JsonDocument members(R"({"name": "Banc d’essai", "email": "bench@example.invalid", "role": "owner"})");
    return create_record(session, session.object(user), members.root()).id();
}

void add_contacts(Session& session, const Object& object, int from, int to) {
    Commit commit{.action = "create"};
    for (int number = from; number < to; ++number) {
        const auto who = person(static_cast<std::uint64_t>(number));
        auto record = session.make(object);
        record.set(contact.first_name, who.first_name);
        record.set(contact.last_name, who.last_name);
        record.set(contact.email, who.email);
        record.set(contact.phone, who.phone);
        commit.records.push_back(std::move(record));
    }
    session.commit(std::move(commit));
}

void fill(App& app, const std::string& owner) {
    Session session(app.workspace(), app.people().actor_of_user(owner, Way::Import));
    const auto& object = session.object(contact);
    const auto known = static_cast<int>(session.count({.object = &object}));
    for (int made = known; made < contacts_in_base; made += contacts_a_commit) {
        add_contacts(session, object, made, std::min(made + contacts_a_commit, contacts_in_base));
        if (made % 50'000 == 0) std::cerr << fmt::format("\ra base of a million contacts: {} %", made / 10'000);
    }
    app.readers().catch_up();
    std::cerr << "\ra base of a million contacts: done\n";
}

}  // namespace

std::vector<std::string> Base::options() const {
    std::vector<std::string> words{"--data", folder.string()};
    if (!postgres_url.empty()) words.insert(words.end(), {"--database", postgres_url, "--schema", schema});
    return words;
}

Person person(std::uint64_t number) {
    auto chance = spread(number);
    Person who{.first_name = pick(first_names, chance), .last_name = pick(beginnings, chance)};
    who.last_name += pick(middles, chance);
    who.last_name += pick(endings, chance);
    who.email = fmt::format("personne{}@example.invalid", number);
    who.phone = fmt::format("+336{:08}", number);
    return who;
}

std::string prepare_million(const Base& base) {
    App app(Place{.folder = base.folder, .postgres_url = base.postgres_url, .schema = base.schema});
    const auto owner = owner_of(app);
    fill(app, owner);
    const auto until = app.workspace().clock().now_ms() + a_day_ms;
    return app.people().make_key(owner, "bench", "read,write,import,export,admin", until).second;
}

}  // namespace elan::bench
