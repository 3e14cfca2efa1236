#include "objects/catalogue.hpp"

#include <gtest/gtest.h>

#include "platform/refusal.hpp"
#include "testing/thing.hpp"

namespace elan {

namespace {

using testing::catalogue_of;
using testing::thing;

constexpr std::string_view boats = R"({
    "objects":[{"key":"boat","label":{"fr":"Bateau","en":"Boat"},"plural":{"fr":"Bateaux","en":"Boats"}}],
    "fields":[{"object":"boat","id":"c_1","key":"name","type":"text","required":true,"hidden":false,"searchable":true,
               "target":"","currency":"EUR","label":{"fr":"Nom","en":"Name"},"hint":{"fr":"","en":""},"options":[]},
              {"object":"thing","id":"c_2","key":"boat","type":"link","required":false,"hidden":false,"searchable":false,
               "target":"boat","currency":"EUR","label":{"fr":"Bateau","en":"Boat"},"hint":{"fr":"","en":""},"options":[]}]})";

std::vector<std::string> complaints(std::string_view json) {
    std::vector<std::string> fields;
    try {
        parse_customisation(json);
    } catch (const Refusal& refusal) {
        for (const auto& error : refusal.errors) fields.push_back(error.field);
    }
    return fields;
}

}  // namespace

TEST(Customisation, ComesBackAsItWas) {
    const auto read = parse_customisation(boats);
    EXPECT_EQ(customisation_json(read), customisation_json(parse_customisation(customisation_json(read))));
    ASSERT_EQ(read.fields.size(), 2U);
    EXPECT_TRUE(read.fields[0].declaration.required);
    EXPECT_EQ(read.fields[1].declaration.target, "boat");
    EXPECT_TRUE(read.fields[1].declaration.indexed);  // what links here is asked for on every record
}

TEST(Customisation, TellsAllComplaintsAtOnce) {
    EXPECT_EQ(complaints(R"({"objects":[{"key":"Bâteau","label":{"fr":""}}],
                             "fields":[{"object":"thing","key":"x y","type":"colour","label":{"fr":"X"}},
                                       {"object":"thing","key":"size","type":"choice","label":{"fr":"Taille"}},
                                       {"object":"thing","key":"size","type":"text","label":{"fr":"Taille"}}]})"),
              (std::vector<std::string>{"key", "label", "key", "type", "type", "key"}));
    EXPECT_THROW(parse_customisation("{"), Refusal);
}

TEST(Catalogue, JoinsOursWithTheCustomersOwn) {
    const auto catalogue = catalogue_of(thing, parse_customisation(boats));
    EXPECT_EQ(catalogue.objects().size(), 2U);
    EXPECT_TRUE(catalogue.find_path("boat")->custom());
    EXPECT_TRUE(catalogue.object(thing).find("boat")->custom);
    EXPECT_EQ(catalogue.find("nothing"), nullptr);
    EXPECT_THROW(catalogue.object("nothing"), std::out_of_range);
    // Handles of the declaration serve in every catalogue.
    EXPECT_EQ(catalogue.object(thing).fields()[thing.amount.index].key, "amount");
}

TEST(Catalogue, KeepsACustomersFieldWhoseKeyWeTook) {
    auto customisation = parse_customisation(boats);
    customisation.fields[1].declaration.key = "amount";
    const auto catalogue = catalogue_of(thing, customisation);
    EXPECT_EQ(catalogue.object(thing).find("amount")->id, "amount");
    EXPECT_EQ(catalogue.object(thing).find("amount_2")->id, "c_2");
}

}  // namespace elan
