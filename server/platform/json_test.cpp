#include "platform/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "platform/refusal.hpp"

namespace elan {

namespace {

std::string rewritten(std::string_view json) {
    const JsonDocument document(json);
    JsonWriter out;
    out.copy(document.root());
    return out.take();
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST(Json, IsWrittenWithItsCommas) {
    JsonWriter out;
    out.begin_object().field("a", 1).key("b").begin_array().text("x").null().begin_object().end_object().end_array();
    out.field("c", true).key("d").begin_array().end_array().end_object();
    EXPECT_EQ(out.str(), R"({"a":1,"b":["x",null,{}],"c":true,"d":[]})");
}

RC_GTEST_PROP(Json, GivesBackTexts, ()) {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::oneOf(rc::gen::inRange<char>(0, 127), rc::gen::element('"', '\\', '\n', '\x1f', '\0')));
    JsonWriter out;
    out.text(text);
    RC_ASSERT(JsonDocument(out.str()).root().get_string().value() == text);
}

RC_GTEST_PROP(Json, GivesBackNumbers, ()) {
    const auto whole = *rc::gen::arbitrary<std::int64_t>();
    const auto real = *rc::gen::arbitrary<double>();
    JsonWriter out;
    out.begin_array().integer(whole).real(real).end_array();
    const JsonDocument document(out.str());
    RC_ASSERT(document.root().at(0).get_int64().value() == whole);
    RC_ASSERT(document.root().at(1).get_double().value() == real);
}

TEST(Json, RefusesWhatItCannotTrust) {
    for (const auto& bad :
         {std::string(), std::string("{"), std::string("{\"a\":1}}"), std::string("\"\xff\""), std::string("1e999"),
          std::string("nan"), std::string("\"\\ud800\""), nested(65), std::string("{'a':1}"), std::string("[1,]")}) {
        try {
            const JsonDocument document(bad);
            ADD_FAILURE() << bad;
        } catch (const Refusal& refusal) {
            EXPECT_EQ(refusal.problem, Problem::Malformed);
        }
    }
    EXPECT_EQ(rewritten(nested(60)), nested(60));
}

TEST(Json, AnAbsentMemberIsNoText) {
    const JsonDocument document(R"({"a":"x","b":7})");
    EXPECT_EQ(text_member(document.root(), "a"), "x");
    EXPECT_EQ(text_member(document.root(), "b"), "");
    EXPECT_EQ(text_member(document.root(), "c"), "");
    EXPECT_EQ(text_member(document.root()["b"].value(), "c"), "");
}

}  // namespace elan
