#include "platform/crypto/sealed.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/stream_seal.hpp"
#include "platform/refusal.hpp"

namespace elan {
namespace {

const std::string key(32, 'k'), other_key(32, 'o');

TEST(Sealed, OpensWithItsKeyAndItsPlaceOnly) {
    SystemRandomness randomness;
    const auto sealed = seal(key, "mot de passe", "row 1", randomness);
    EXPECT_EQ(unseal(key, sealed, "row 1"), "mot de passe");
    EXPECT_FALSE(unseal(other_key, sealed, "row 1"));
    EXPECT_FALSE(unseal(key, sealed, "row 2"));
    EXPECT_NE(sealed, seal(key, "mot de passe", "row 1", randomness));
}

TEST(Sealed, RefusesEveryChangedBit) {
    SystemRandomness randomness;
    const auto sealed = *from_base64url(seal(key, "x", "", randomness));
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto changed = sealed;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        EXPECT_FALSE(unseal(key, base64url(changed), "")) << bit;
    }
    for (const auto* wrong : {"", "x", "AAAA", "not base64 !"}) EXPECT_FALSE(unseal(key, wrong, ""));
}

class MasterKey : public ::testing::Test {
 protected:
    void SetUp() override {
        auto pattern = (std::filesystem::temp_directory_path() / "elan-key-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    std::filesystem::path folder;
    SystemRandomness randomness;
};

TEST_F(MasterKey, IsMadeOnceForItsOwnerAlone) {
    const auto made = master_key(folder / "master.key", randomness);
    EXPECT_EQ(made.size(), 32U);
    EXPECT_EQ(master_key(folder / "master.key", randomness), made);
    struct stat state {};
    ASSERT_EQ(::stat((folder / "master.key").c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777, 0400U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST_F(MasterKey, IsNeverReplaced) {
    std::ofstream(folder / "master.key") << "half a k";
    EXPECT_THROW(master_key(folder / "master.key", randomness), std::runtime_error);
    std::ifstream in(folder / "master.key");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "half a k");
}

std::string sealed_stream(std::string_view text, const std::string& about = "backup") {
    std::ostringstream out;
    SealedWriter writer(out, key, about);
    for (std::size_t at = 0; at < text.size(); at += 50'000) writer.write(text.substr(at, 50'000));
    writer.finish();
    return out.str();
}

std::string opened_stream(const std::string& sealed, const std::string& with = key,
                          const std::string& about = "backup") {
    std::istringstream in(sealed);
    SealedReader reader(in, with, about);
    std::string all;
    for (auto bytes = reader.next(); !bytes.empty(); bytes = reader.next()) all += bytes;
    return all;
}

std::string code_of_opening(const std::string& sealed, const std::string& with = key,
                            const std::string& about = "backup") {
    try {
        opened_stream(sealed, with, about);
        return "opened";
    } catch (const Refusal& refusal) {
        return refusal.code;
    }
}

constexpr std::size_t chunk = 64UL * 1024;
constexpr std::size_t before_chunks = 14 + 16 + 24;

TEST(SealedStream, ReadsBackEveryLengthAroundAChunk) {
    for (const std::size_t length : {0UL, 1UL, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 17}) {
        std::string text(length, 'e');
        for (std::size_t i = 0; i < length; ++i) text[i] = static_cast<char>(i * 31 / 7);
        EXPECT_EQ(opened_stream(sealed_stream(text)), text) << length;
    }
}

TEST(SealedStream, SaysWhetherTheKeyOrTheTextIsWrong) {
    const auto sealed = sealed_stream(std::string(3 * chunk, 'x'));
    EXPECT_EQ(code_of_opening(sealed, other_key), "wrong_key");
    EXPECT_EQ(code_of_opening(sealed, key, "something else"), "sealed_damaged");
    EXPECT_EQ(code_of_opening("any other file of some length, longer than a header"), "not_sealed");
    EXPECT_EQ(code_of_opening(""), "not_sealed");
}

TEST(SealedStream, FindsWhatWasCutChangedMovedOrAdded) {
    const auto sealed = sealed_stream(std::string(3 * chunk, 'x'));
    const auto one = chunk + 17;
    for (const auto length : {before_chunks - 1, before_chunks, before_chunks + 5, before_chunks + one,
                              before_chunks + 2 * one, sealed.size() - 1})
        EXPECT_EQ(code_of_opening(sealed.substr(0, length)), "sealed_damaged") << length;
    for (const auto place : {before_chunks - 3, before_chunks, before_chunks + one + 7, sealed.size() - 1}) {
        auto changed = sealed;
        changed[place] = static_cast<char>(changed[place] ^ 4);
        EXPECT_EQ(code_of_opening(changed), "sealed_damaged") << place;
    }
    const auto first = sealed.substr(before_chunks, one), second = sealed.substr(before_chunks + one, one);
    EXPECT_EQ(
        code_of_opening(sealed.substr(0, before_chunks) + second + first + sealed.substr(before_chunks + 2 * one)),
        "sealed_damaged");
    EXPECT_EQ(code_of_opening(sealed + "x"), "sealed_damaged");
}

TEST(SealedStream, DoesNotOpenUnfinished) {
    std::ostringstream out;
    SealedWriter writer(out, key, "backup");
    writer.write(std::string(2 * chunk, 'x'));
    EXPECT_EQ(code_of_opening(out.str()), "sealed_damaged");
}

}  // namespace
}  // namespace elan
