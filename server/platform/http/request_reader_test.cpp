#include "platform/http/request_reader.hpp"

#include <gtest/gtest.h>

#include "platform/http/spool.hpp"
#include "platform/refusal.hpp"

namespace elan::http {
namespace {

struct Reading {
    std::optional<Problem> problem;
    bool done = false;
    std::string rest;
    std::string body;
    bool spooled = false;
};

// Feeds the bytes in pieces of that size, the way a network does.
Reading read(std::string_view bytes, std::size_t piece = 100'000, std::uint64_t body_limit = 100,
             ReadingLimits limits = {}) {
    Reading reading;
    RequestReader reader(limits);
    std::string kept;
    bool allowed = false;
    try {
        while (!bytes.empty() && reader.stage() != RequestReader::Stage::Done) {
            kept += bytes.substr(0, piece);
            bytes.remove_prefix(std::min(piece, bytes.size()));
            for (std::size_t used = 1; used > 0 && reader.stage() != RequestReader::Stage::Done;) {
                used = reader.feed(kept);
                kept.erase(0, used);
                if (!allowed && reader.stage() != RequestReader::Stage::Head) {
                    reader.allow_body(body_limit);
                    allowed = true;
                }
            }
        }
    } catch (const Refusal& refusal) {
        reading.problem = refusal.problem;
        return reading;
    }
    reading.done = reader.stage() == RequestReader::Stage::Done;
    reading.rest = kept + std::string(bytes);
    reading.body = reader.request().whole_body();
    reading.spooled = reader.request().spooled != nullptr;
    return reading;
}

std::string post(std::string_view headers, std::string_view body) {
    return "POST /a HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

TEST(RequestReader, ReadsTheSameHoweverTheBytesArrive) {
    std::string text = post("Content-Length: 5\r\n", "hello") + "GET /next";
    for (std::size_t piece : {1, 2, 3, 7, 50, 1000}) {
        Reading reading = read(text, piece);
        EXPECT_TRUE(reading.done) << piece;
        EXPECT_EQ(reading.body, "hello");
        EXPECT_TRUE(std::string("GET /next").starts_with(reading.rest.substr(0, 1)));
    }
    EXPECT_EQ(read(post("Transfer-Encoding: chunked\r\n", "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"), 1).body, "hello");
}

TEST(RequestReader, RefusesAmbiguousFraming) {
    for (const std::string headers : {
             "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
             "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
             "Content-Length: 5\r\nContent-Length: 6\r\n",
             "Content-Length: 5\r\nContent-Length: 5\r\n",
             "Content-Length: 5, 5\r\n",
             "Content-Length: +5\r\n",
             "Content-Length: -5\r\n",
             "Content-Length: 0x5\r\n",
             "Content-Length: 5 5\r\n",
             "Content-Length:\r\n",
             "Content-Length: 99999999999999999999999\r\n",
             "Transfer-Encoding: xchunked\r\n",
             "Transfer-Encoding: chunked, identity\r\n",
             "Transfer-Encoding: identity\r\n",
             "Transfer-Encoding: gzip, chunked\r\n",
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
             "Transfer-Encoding : chunked\r\n",
             "Transfer-Encoding:\x0b"
             "chunked\r\n",
             "Content-Length : 5\r\n",
             " Content-Length: 5\r\n",
             "X: a\r\n Content-Length: 5\r\n",
             "X: a\r\n\tfolded\r\n",
             "X: a\nContent-Length: 5\r\n",
             "X: a\rContent-Length: 5\r\n",
             "Host: y\r\n",
             "X\r\n",
             ": nameless\r\n",
             "X: \xff\r\n",
         })
        for (std::size_t piece : {1, 1000}) {
            Reading reading = read(post(headers, "hello"), piece);
            EXPECT_EQ(reading.problem, Problem::Malformed) << headers;
        }
    std::string nul = post("X: a", "");
    nul.insert(nul.find("X: a") + 4, 1, '\0');
    EXPECT_EQ(read(nul).problem, Problem::Malformed);
}

TEST(RequestReader, RefusesMalformedChunks) {
    for (const char* body :
         {"5;a=b\r\nhello\r\n0\r\n\r\n", "5\nhello\r\n0\r\n\r\n", "5\r\nhelloX\r\n0\r\n\r\n", "g\r\n", "-1\r\n",
          "0x5\r\nhello\r\n0\r\n\r\n", "5\r\nhello\r\n0\r\nX: trailer\r\n\r\n", "fffffffffffffffff\r\n",
          "5 and no end of this line for more bytes than any honest client would ever send",
          " 5\r\nhello\r\n0\r\n\r\n"})
        EXPECT_EQ(read(post("Transfer-Encoding: chunked\r\n", body)).problem, Problem::Malformed) << body;
}

TEST(RequestReader, RefusesMalformedRequestLines) {
    for (const char* line : {"GET /\r\n", "GET  / HTTP/1.1\r\n", "GET / HTTP/2.0\r\n", "GET / HTTP/1.2\r\n",
                             "GET / http/1.1\r\n", "GET /\tHTTP/1.1\r\n", "\x16\x03\x01", "GET /a b HTTP/1.1\r\n"})
        EXPECT_EQ(read(std::string(line) + "Host: x\r\n\r\n").problem, Problem::Malformed) << line;
    EXPECT_EQ(read("GET / HTTP/1.1\r\n\r\n").problem, Problem::Malformed);
    for (const char* method : {"TRACE", "CONNECT", "get", "PROPFIND"})
        EXPECT_EQ(read(std::string(method) + " / HTTP/1.1\r\nHost: x\r\n\r\n").problem, Problem::MethodNotAllowed);
}

TEST(RequestReader, RefusesCompressedBodiesAndOddExpectations) {
    EXPECT_EQ(read(post("Content-Encoding: gzip\r\nContent-Length: 5\r\n", "hello")).problem, Problem::UnsupportedType);
    EXPECT_EQ(read(post("Expect: coffee\r\nContent-Length: 5\r\n", "hello")).problem, Problem::ExpectationFailed);
    EXPECT_TRUE(read("GET / HTTP/1.0\r\n\r\n").done);
    EXPECT_EQ(read("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").problem, Problem::Malformed);
}

TEST(RequestReader, HeadLimitIsExact) {
    std::string start = "GET / HTTP/1.1\r\nHost: x\r\nX: ";
    auto of_size = [&](std::size_t size) { return start + std::string(size - start.size() - 4, 'a') + "\r\n\r\n"; };
    for (std::size_t piece : {1, 4096, 100'000}) {
        EXPECT_TRUE(read(of_size(16 * 1024), piece).done);
        EXPECT_EQ(read(of_size(16 * 1024 + 1), piece).problem, Problem::HeadTooLarge);
    }
    EXPECT_EQ(read("GET /" + std::string(20'000, 'a')).problem, Problem::HeadTooLarge);
}

TEST(RequestReader, BodyLimitIsExact) {
    EXPECT_TRUE(read(post("Content-Length: 100\r\n", std::string(100, 'a'))).done);
    EXPECT_EQ(read(post("Content-Length: 101\r\n", "")).problem, Problem::TooLarge);
    EXPECT_TRUE(read(post("Transfer-Encoding: chunked\r\n", "64\r\n" + std::string(100, 'a') + "\r\n0\r\n\r\n")).done);
    std::string one_more = "64\r\n" + std::string(100, 'a') + "\r\n1\r\na\r\n0\r\n\r\n";
    EXPECT_EQ(read(post("Transfer-Encoding: chunked\r\n", one_more)).problem, Problem::TooLarge);
}

TEST(RequestReader, LargeBodiesGoToAFile) {
    ReadingLimits limits;
    limits.body_in_memory = 10;
    EXPECT_FALSE(read(post("Content-Length: 10\r\n", "0123456789"), 3, 100, limits).spooled);
    Reading large = read(post("Content-Length: 11\r\n", "0123456789a"), 3, 100, limits);
    EXPECT_TRUE(large.spooled);
    EXPECT_EQ(large.body, "0123456789a");
}

TEST(Spool, GoesAwayWithItsObject) {
    auto folder = std::filesystem::temp_directory_path();
    std::filesystem::path path;
    {
        Spool spool(folder);
        spool.append("abc");
        spool.append("def");
        path = spool.path();
        EXPECT_EQ(spool.view(), "abcdef");
        EXPECT_EQ(std::filesystem::status(path).permissions() & std::filesystem::perms::all,
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace elan::http
