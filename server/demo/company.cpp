#include "demo/company.hpp"

#include <fmt/format.h>

#include "demo/words.hpp"
#include "insight/identifiers/company_numbers.hpp"
#include "insight/text/fold.hpp"
#include "insight/text/french_dates.hpp"
#include "people/user.hpp"
#include "workflows/contacts/company.hpp"
#include "workflows/contacts/contact.hpp"
#include "workflows/contacts/note.hpp"
#include "workflows/followup/verbs.hpp"
#include "workflows/leads/verbs.hpp"
#include "workflows/pipeline/verbs.hpp"

namespace elan::demo {

namespace {

constexpr std::int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;
constexpr int days_of_history = 548;
constexpr int company_count = 2000, contact_count = 5000, lead_count = 600, opportunity_count = 900;

// A word as it stands in an address: "L’Helgoualc’h" is "lhelgoualch".
std::string address_word(const std::string& text) {
    auto word = fold_words(text);
    std::erase(word, ' ');
    return word;
}

std::string siren_from(Chance& chance) {
    for (;;) {
        const auto digits = fmt::format("{:09}", chance.between(300'000'000, 899'999'999));
        if (check_siren(digits).plausible()) return digits;
    }
}

std::string phone_from(Chance& chance, bool mobile) {
    return fmt::format("+33{}{:08}", mobile ? chance.between(6, 7) == 6 ? "6" : "76" : "2",
                       chance.between(0, 99'999'999))
        .substr(0, 12);
}

std::string address_from(Chance& chance) {
    const auto& town = chance.of(towns);
    JsonWriter out;
    out.begin_object().field("street", fmt::format("{} {}", chance.between(1, 120), chance.of(streets)));
    out.field("postal_code", town.postal_code).field("city", town.name);
    out.key("latitude").real(town.latitude + static_cast<double>(chance.between(-300, 300)) / 10'000);
    out.key("longitude").real(town.longitude + static_cast<double>(chance.between(-300, 300)) / 10'000).end_object();
    return out.take();
}

void run(Session& session, const Action& action, const std::string& id, const std::string& inputs = "{}") {
    const JsonDocument given(inputs);
    run_action(session, action, id, given.root());
}

}  // namespace

std::int64_t Chance::between(std::int64_t least, std::int64_t most) {
    std::uint64_t number = 0;
    for (const char byte : bytes_.bytes(8)) number = number << 8 | static_cast<unsigned char>(byte);
    return least + static_cast<std::int64_t>(number % static_cast<std::uint64_t>(most - least + 1));
}

Company::Company(Workspace& workspace, Moment& clock, std::uint64_t seed)
    : workspace_(workspace), clock_(clock), chance_(seed), today_(clock.now_ms()) {}

void Company::live(const std::function<void(int, int)>& progress) {
    const auto start = today_ - days_of_history * day;
    clock_.move_to(start);
    workspace_.set_setting("company", R"({"name":"Chaleur & Lumière d’Armorique"})");
    hire();
    gather_companies();
    plan_history(start);
    live_agenda(progress);
    clock_.move_to(today_);
}

void Company::later(std::int64_t moment, std::function<void()> what) {
    if (moment <= today_) agenda_.emplace(moment, std::move(what));
}

void Company::live_agenda(const std::function<void(int, int)>& progress) {
    const auto start = clock_.now_ms();
    for (int done = 0; !agenda_.empty(); ++done) {
        auto next = agenda_.extract(agenda_.begin());
        clock_.move_to(next.key());
        next.mapped()();
        if (done % 100 == 0)
            progress(static_cast<int>((next.key() - start) / day), static_cast<int>((today_ - start) / day) + 1);
    }
}

// Leads and opportunities spread evenly over the days, at working hours.
void Company::plan_history(std::int64_t start) {
    auto moment_of = [&](int number, int all) {
        const auto when = start + static_cast<std::int64_t>(number) * days_of_history * day / all;
        return local_moment(local_day(when, "Europe/Paris"), 8, 30, "Europe/Paris") +
               chance_.between(0, 9 * 60) * minute;
    };
    for (int i = 0; i < lead_count; ++i)
        later(std::min(moment_of(i, lead_count), today_ - minute), [this] { receive_lead(); });
    for (int i = 0; i < opportunity_count; ++i)
        later(std::min(moment_of(i, opportunity_count), today_ - minute), [this] { open_opportunity(); });
}

Session Company::as_seller() {
    auto actor = Actor::system();
    actor.user_id = sellers_.empty() ? "" : chance_.of(sellers_);
    actor.role = &role("owner");
    actor.scopes = {"read", "write", "import", "export", "admin"};
    actor.way = Way::Screen;
    return {workspace_, actor};
}

void Company::hire() {
    Session session(workspace_, Actor::system());
    auto sales_team = session.make(session.object(team));
    sales_team.set(team.name, "Commerce");
    session.commit("create", {sales_team});
    const std::vector<std::array<std::string, 3>> people = {
        {"Marie Le Goff", "marie", "owner"},    {"Luc Guérin", "luc", "admin"},
        {"Hélène Morvan", "helene", "manager"}, {"Yann Péron", "yann", "sales"},
        {"Soizic Hervé", "soizic", "sales"},    {"Noël Garnier", "noel", "accountant"}};
    for (const auto& [name, word, role_key] : people) {
        auto hired = session.make(session.object(user));
        hired.set(user.name, name);
        hired.set(user.email, word + "@example.invalid");
        hired.set(user.role, role_key);
        hired.set(user.team, sales_team.id());
        session.commit("create", {hired});
        sellers_.push_back(hired.id());
        accounts_.emplace_back(word + "@example.invalid", role_key);
    }
}

void Company::gather_companies() {
    for (int start = 0; start < company_count; start += 200) {
        auto session = as_seller();
        std::vector<Record> records;
        std::vector<Record> people;
        for (int i = start; i < start + 200; ++i) {
            auto made = session.make(session.object(company));
            const auto form = chance_.of(legal_forms);
            auto name =
                chance_.of(trades) + " " + (chance_.percent(50) ? chance_.of(company_words) : chance_.of(last_names));
            if (!form.empty()) name += " " + form;
            const auto word = address_word(name) + std::to_string(i);
            made.set(company.name, name);
            made.set(company.siren, siren_from(chance_));
            made.set(company.vat_number, vat_number_of(made[company.siren]));
            made.set(company.web_address, "https://" + word + ".example.invalid");
            made.set(company.email, "contact@" + word + ".example.invalid");
            made.set(company.phone, phone_from(chance_, false));
            made.set(company.address, address_from(chance_));
            made.set(company.size, chance_.of(std::vector<std::string>{"1-9", "1-9", "1-9", "10-49", "50-249"}));
            made.set(company.owner, chance_.of(sellers_));
            companies_.emplace_back(made.id(), name);
            const int staff = contact_count * (i + 1) / company_count - contact_count * i / company_count;
            for (int n = 0; n < staff; ++n) {
                auto person = session.make(session.object(contact));
                person.set(contact.first_name, chance_.of(first_names));
                person.set(contact.last_name, chance_.of(last_names));
                person.set(contact.email, address_word(person[contact.first_name]) + "." +
                                              address_word(person[contact.last_name]) + std::to_string(contacts_) +
                                              "@" + word + ".example.invalid");
                person.set(contact.mobile, phone_from(chance_, true));
                person.set(contact.job_title, chance_.of(jobs));
                person.set(contact.company, made.id());
                person.set(contact.owner, made[company.owner]);
                people.push_back(std::move(person));
                ++contacts_;
            }
            records.push_back(std::move(made));
        }
        std::ranges::move(people, std::back_inserter(records));
        session.commit("create", std::move(records));
    }
}

void Company::receive_lead() {
    auto session = as_seller();
    auto made = session.make(session.object(lead));
    const auto first = chance_.of(first_names), last = chance_.of(last_names);
    made.set(lead.name, first + " " + last);
    made.set(lead.email, address_word(first) + "." + address_word(last) + std::to_string(leads_) + "@example.invalid");
    made.set(lead.phone, phone_from(chance_, true));
    if (chance_.percent(60)) made.set(lead.company_name, chance_.of(companies_).second);
    made.set(lead.source, chance_.of(std::vector<std::string>{"form", "form", "phone", "email", "referral", "show"}));
    made.set(lead.need, chance_.of(needs));
    made.set(lead.owner, chance_.of(sellers_));
    session.commit("create", {made});
    ++leads_;
    // The team answers faster as the months go by.
    const auto slowness = 4 + 44 * (today_ - clock_.now_ms()) / (days_of_history * day);
    later(clock_.now_ms() + chance_.between(1, 2 * slowness) * hour, [this, id = made.id()] { answer_lead(id); });
}

void Company::answer_lead(const std::string& id) {
    auto session = as_seller();
    if (chance_.percent(30))
        return run(session, leads::lose, id, fmt::format(R"({{"reason":"{}"}})", chance_.of(lost_reasons).key));
    run(session, leads::qualify, id);
    if (!chance_.percent(22)) return;
    later(clock_.now_ms() + chance_.between(3, 12) * day, [this, id] {
        auto converting = as_seller();
        run(converting, leads::convert, id, fmt::format(R"({{"amount":{}}})", chance_.between(15, 250) * 10'000));
    });
}

void Company::open_opportunity() {
    auto session = as_seller();
    auto made = session.make(session.object(opportunity));
    const auto& [company_id, company_name] = chance_.of(companies_);
    made.set(opportunity.product, chance_.of(products));
    made.set(opportunity.name, made[opportunity.product] + " – " + company_name);
    made.set(opportunity.company, company_id);
    made.set(opportunity.amount, chance_.between(8, 400) * 10'000 + chance_.between(0, 99) * 100);
    made.set(opportunity.owner, chance_.of(sellers_));
    made.set(opportunity.expected_close, local_day(clock_.now_ms() + chance_.between(20, 90) * day, "Europe/Paris"));
    session.commit("create", {made});
    ++opportunities_;
    if (chance_.percent(40)) plan_task("opportunity/" + made.id());
    if (chance_.percent(30)) leave_note("opportunity/" + made.id());
    later(clock_.now_ms() + chance_.between(4, 30) * day, [this, id = made.id()] { advance(id, 0); });
}

// Through the stages in turn; at each some are lost.
void Company::advance(const std::string& id, std::size_t step) {
    static const std::array<const char*, 2> stages = {"proposal", "negotiation"};
    if (step == stages.size()) return close_deal(id);
    auto session = as_seller();
    if (chance_.percent(38))
        return run(session, pipeline::lose, id,
                   fmt::format(R"({{"reason":"{}"}})", chance_.of(opportunity_lost_reasons).key));
    run(session, pipeline::move, id, fmt::format(R"({{"stage":"{}"}})", stages[step]));
    later(clock_.now_ms() + chance_.between(4, 35) * day, [this, id, step] { advance(id, step + 1); });
}

void Company::close_deal(const std::string& id) {
    auto session = as_seller();
    if (chance_.percent(56)) return run(session, pipeline::win, id);
    run(session, pipeline::lose, id, fmt::format(R"({{"reason":"{}"}})", chance_.of(opportunity_lost_reasons).key));
}

void Company::plan_task(const std::string& about) {
    auto session = as_seller();
    auto made = session.make(session.object(task));
    const bool meeting = chance_.percent(45);
    made.set(task.kind, meeting ? "meeting" : "call");
    made.set(task.name, meeting ? "Visite technique" : chance_.of(calls));
    made.set(task.about, about);
    made.set(task.due_at, clock_.now_ms() + chance_.between(2, 20) * day);
    made.set(task.owner, chance_.of(sellers_));
    session.commit("create", {made});
    // The last weeks' tasks wait for whoever opens the demonstration.
    if (made[task.due_at] < today_ - 3 * day) later(made[task.due_at], [this, id = made.id()] { do_task(id); });
}

void Company::do_task(const std::string& id) {
    auto session = as_seller();
    auto done = session.get(session.object(task), id);
    done.set(task.status, "done");
    if (done[task.kind] == "meeting") done.set(task.kept, chance_.percent(84) ? "kept" : "missed");
    session.commit("complete", {done});
}

void Company::leave_note(const std::string& about) {
    auto session = as_seller();
    auto made = session.make(session.object(note));
    made.set(note.text, chance_.of(notes));
    made.set(note.about, about);
    session.commit("create", {made});
}

}  // namespace elan::demo
