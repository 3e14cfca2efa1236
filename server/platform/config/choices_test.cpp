#include "platform/config/choices.hpp"

#include <gtest/gtest.h>

#include "platform/refusal.hpp"

namespace elan::config {
namespace {

const std::vector<Option> options = {
    {.name = "data", .value = "DOSSIER", .otherwise = "data", .about = "où vit la base."},
    {.name = "listen", .value = "ADRESSE", .otherwise = "127.0.0.1:8080", .about = "où écouter."},
    {.name = "exports-per-day", .value = "N", .otherwise = "5", .about = "exports."},
    {.name = "tls", .value = "", .otherwise = "", .about = "chiffre."},
    {.name = "output", .value = "FICHIER", .otherwise = "", .about = "où écrire.", .in_file = false}};

Environment with(std::map<std::string, std::string> variables) {
    return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

std::string refusal_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Refusal& refusal) {
        return refusal.message;
    }
    return "";
}

TEST(Choices, FlagBeforeEnvironmentBeforeFileBeforeDefault) {
    Choices all(options, {"--listen", "flag:1"}, with({{"ELAN_LISTEN", "environment:1"}, {"ELAN_DATA", "/env"}}));
    all.add_file({{"listen", "file:1"}, {"data", "/file"}, {"exports_per_day", "7"}});
    EXPECT_EQ(all.option("listen"), "flag:1");
    EXPECT_EQ(all.option("data"), "/env");
    EXPECT_EQ(all.number("exports-per-day", 0, 10), 7);
    EXPECT_EQ(all.option("output"), "");
    EXPECT_FALSE(all.chosen("output"));
    EXPECT_EQ(Choices(options, {}, with({})).option("listen"), "127.0.0.1:8080");
}

TEST(Choices, AYesCanBeTakenBack) {
    Choices no(options, {"--tls=non"}, with({{"ELAN_TLS", "1"}}));
    EXPECT_FALSE(no.flag("tls"));
    EXPECT_TRUE(Choices(options, {"--tls"}, with({{"ELAN_TLS", "0"}})).flag("tls"));
    EXPECT_TRUE(Choices(options, {}, with({{"ELAN_TLS", "true"}})).flag("tls"));
    EXPECT_EQ(refusal_of([] {
                  Choices(options, {}, with({{"ELAN_TLS", "peut-être"}})).flag("tls");
              }),
              "« ELAN_TLS » se dit par oui ou par non, pas par « peut-être ».");
}

TEST(Choices, TakesWordsAndBothWaysToWriteAValue) {
    const Choices all(options, {"fichier.csv", "--data=/a=b", "--output", "x"}, with({}));
    EXPECT_EQ(all.plain(), std::vector<std::string>{"fichier.csv"});
    EXPECT_EQ(all.option("data"), "/a=b");
    EXPECT_EQ(all.option("output"), "x");
}

TEST(Choices, SaysWhatIsWrong) {
    EXPECT_EQ(refusal_of([] {
                  Choices(options, {"--lissen", "x"}, with({}));
              }),
              "L’option --lissen n’existe pas pour cette commande. Vouliez-vous dire --listen ?");
    EXPECT_EQ(refusal_of([] { Choices(options, {"--data"}, with({})); }), "L’option --data attend une valeur.");
    EXPECT_EQ(refusal_of([] {
                  Choices(options, {"--exports-per-day", "5x"}, with({})).number("exports-per-day", 0, 9);
              }),
              "« --exports-per-day » attend un nombre entier entre 0 et 9.");
}

TEST(ConfigurationFile, HoldsTextsNumbersAndYesOrNo) {
    const auto values =
        read_text("# commentaire\nlisten = \"[::1]:80\"\nexports_per_day = 12\ntls = true\n", "f", options);
    EXPECT_EQ(values, (FileValues{{"listen", "[::1]:80"}, {"exports_per_day", "12"}, {"tls", "oui"}}));
}

TEST(ConfigurationFile, NamesTheUnknownKeyAndTheNearest) {
    EXPECT_EQ(refusal_of([] { read_text("listn = \"a\"", "elan.toml", options); }),
              "La clé « listn » de elan.toml n’existe pas. Vouliez-vous dire « listen » ?");
    EXPECT_EQ(refusal_of([] { read_text("zzzzzzzzzz = 1", "elan.toml", options); }),
              "La clé « zzzzzzzzzz » de elan.toml n’existe pas. « elan help serve » donne celles qui existent.");
    EXPECT_NE(refusal_of([] { read_text("output = \"x\"", "elan.toml", options); }), "");
    EXPECT_EQ(refusal_of([] { read_text("tls = \"oui\"", "elan.toml", options); }),
              "La clé « tls » de elan.toml attend true ou false.");
    EXPECT_EQ(refusal_of([] { read_text("tls = true\nlisten = \n", "elan.toml", options); }),
              "Le fichier elan.toml ne se lit pas : regardez la ligne 2.");
    EXPECT_EQ(refusal_of([] { read_file("/absent/elan.toml", options); }),
              "Le fichier de réglages /absent/elan.toml n’a pas pu être lu.");
}

TEST(Help, SaysEveryNameOfAnOption) {
    const auto help = help_of(options);
    EXPECT_NE(
        help.find(
            "  --exports-per-day N\n      exports. Par défaut : 5.\n      ELAN_EXPORTS_PER_DAY ; dans le fichier : "
            "exports_per_day\n"),
        std::string::npos);
    EXPECT_NE(help.find("ELAN_OUTPUT\n"), std::string::npos);
}

}  // namespace
}  // namespace elan::config
