#include <fmt/format.h>

#include "changes/readers/notifications.hpp"
#include "commands/place.hpp"
#include "demo/company.hpp"

namespace elan {

namespace {

constexpr std::int64_t days_unseen = 2;

int fill_demo(const config::Choices& chosen) {
    demo::Moment clock(SystemClock().now_ms());
    SystemRandomness randomness;
    App app(place_of(chosen), {.clock = &clock, .randomness = &randomness});
    if (app.people().any_user())
        refuse(Problem::Conflict, "Ce dossier contient déjà une entreprise. Choisissez-en un autre avec --data.");
    const auto seed = static_cast<std::uint64_t>(chosen.number("seed", 0, 1'000'000'000));
    demo::Company company(app.workspace(), clock, seed);
    company.live([](int done, int all) { fmt::print(stderr, "\rHistoire de l’entreprise : {} %", 100 * done / all); });
    const auto password = chosen.option("password");
    for (const auto& id : company.user_ids()) app.people().set_password(id, password);
    app.readers().catch_up();
    see_notices_before(app.workspace().database(), clock.now_ms() - days_unseen * 86'400'000);
    fmt::print("\nEntreprise de démonstration prête : {} sociétés, {} contacts, {} pistes, {} opportunités.\n",
               company.companies(), company.contacts(), company.leads(), company.opportunities());
    fmt::print("Comptes (mot de passe : {}) :\n", password);
    for (const auto& [email, role] : company.accounts()) fmt::print("  {:<34} {}\n", email, role);
    return 0;
}

}  // namespace

Command demo_command() {
    return {.name = "demo",
            .usage = "elan demo [--data DOSSIER] [--seed N] [--password MOT]",
            .about = "Crée une entreprise de démonstration, toujours la même pour une même graine.",
            .options = with_place({{.name = "seed",
                                    .value = "N",
                                    .otherwise = "1",
                                    .about = "la graine : une même graine donne la même entreprise.",
                                    .in_file = false},
                                   {.name = "password",
                                    .value = "MOT",
                                    .otherwise = "chauffage et électricité",
                                    .about = "le mot de passe des six comptes.",
                                    .in_file = false}}),
            .run = fill_demo};
}

}  // namespace elan
