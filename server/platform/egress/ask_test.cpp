#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <thread>

#include <fmt/format.h>

#include "platform/egress/egress.hpp"
#include "platform/refusal.hpp"

namespace elan {
namespace {

// A server that answers every connection with the same bytes, and counts them.
class OneAnswer {
 public:
    explicit OneAnswer(std::string answer) : answer_(std::move(answer)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof here;
        EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&here), size), 0);
        EXPECT_EQ(::listen(listener_, 8), 0);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size);
        port_ = ntohs(here.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~OneAnswer() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    std::string url(const std::string& host = "127.0.0.1") const { return fmt::format("http://{}:{}/x", host, port_); }
    int connections() const { return connections_; }
    std::string heard;  // read it after the answer came

 private:
    void serve() {
        for (int client = 0; (client = ::accept(listener_, nullptr, nullptr)) >= 0; ::close(client)) {
            ++connections_;
            std::array<char, 4096> bytes{};
            const auto got = ::recv(client, bytes.data(), bytes.size(), 0);
            if (got > 0) heard.append(bytes.data(), static_cast<std::size_t>(got));
            if (answer_.empty()) {
                while (::recv(client, bytes.data(), bytes.size(), 0) > 0) continue;
            }
            for (std::string_view left = answer_; !left.empty();) {
                const auto sent = ::send(client, left.data(), left.size(), MSG_NOSIGNAL);
                if (sent <= 0) break;
                left.remove_prefix(static_cast<std::size_t>(sent));
            }
            ::shutdown(client, SHUT_WR);
            while (::recv(client, bytes.data(), bytes.size(), 0) > 0) continue;
        }
    }
    std::string answer_;
    int listener_;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    std::thread thread_;
};

Egress allowing(std::set<std::string> hosts) { return Egress({.hosts = std::move(hosts), .private_addresses = true}); }

std::string refusal_of(const Egress& egress, const std::string& url) {
    try {
        egress.ask({.url = url});
        return "answered";
    } catch (const Refusal& refusal) {
        return refusal.code;
    } catch (const EgressFailure& failure) {
        return failure.what();
    }
}

TEST(Ask, ReachesWhatIsAllowed) {
    OneAnswer server("HTTP/1.1 201 Created\r\nContent-Length: 2\r\nX-Kind:  good \r\n\r\nok");
    const auto answer = allowing({"127.0.0.1"})
                            .ask({.method = "POST",
                                  .url = server.url(),
                                  .headers = {{"Content-Type", "application/json"}, {"X-Key", "1"}},
                                  .body = "{\"a\":1}"});
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, "ok");
    EXPECT_EQ(answer.header("x-kind"), "good");
    EXPECT_EQ(answer.header("absent"), "");
    EXPECT_TRUE(server.heard.starts_with("POST /x HTTP/1.1\r\n"));
    EXPECT_NE(server.heard.find("X-Key: 1\r\n"), std::string::npos);
    EXPECT_TRUE(server.heard.ends_with("{\"a\":1}"));
}

TEST(Ask, RefusesHostsThatNobodyNamed) {
    OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(refusal_of(allowing({"example.com"}), server.url()), "egress_refused");
    EXPECT_EQ(refusal_of(allowing({"127.0.0.1"}), server.url("localhost")), "egress_refused");
    EXPECT_EQ(server.connections(), 0);
}

// Every way to write this machine: even a host that was named is not reached there without leave.
TEST(Ask, RefusesAddressesInsideWithoutLeave) {
    OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    for (const std::string host : {"127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]",
                                   "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0", "0.0.0.0"}) {
        for (const std::string scheme : {"http", "https"}) {
            auto url = server.url(host);
            url.replace(0, 4, scheme);
            const Egress egress(
                {.hosts = {host, "127.0.0.1", "0.0.0.0", "::1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"}});
            EXPECT_EQ(refusal_of(egress, url), "egress_refused") << url;
        }
    }
    EXPECT_EQ(server.connections(), 0);
}

TEST(Ask, NeverReachesMetadataEvenWithLeaveForPrivateAddresses) {
    for (const std::string host : {"169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "0.0.0.0", "224.0.0.1"})
        EXPECT_EQ(refusal_of(allowing({host}), "http://" + host + "/latest/meta-data"), "egress_refused") << host;
}

TEST(Ask, RefusesPublicAddressesInClearAndOtherSchemes) {
    EXPECT_EQ(refusal_of(allowing({"93.184.216.34"}), "http://93.184.216.34/"), "egress_refused");
    for (const auto* url : {"file:///etc/passwd", "gopher://127.0.0.1/", "smtp://127.0.0.1/", "dict://127.0.0.1/",
                            "http://user:secret@127.0.0.1/", "//127.0.0.1/", "", "http://", "http://127.0.0.1:99999/"})
        EXPECT_EQ(refusal_of(allowing({"127.0.0.1", ""}), url), "egress_refused") << url;
}

TEST(Ask, DoesNotFollow) {
    OneAnswer elsewhere("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    OneAnswer server("HTTP/1.1 302 Found\r\nLocation: " + elsewhere.url() + "\r\nContent-Length: 0\r\n\r\n");
    const auto answer = allowing({"127.0.0.1"}).ask({.url = server.url()});
    EXPECT_EQ(answer.status, 302);
    EXPECT_EQ(answer.header("location"), elsewhere.url());
    EXPECT_EQ(elsewhere.connections(), 0);
}

TEST(Ask, StopsAtItsLimits) {
    OneAnswer large("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + std::string(100'000, 'x'));
    const auto egress = allowing({"127.0.0.1"});
    EXPECT_THROW(egress.ask({.url = large.url(), .largest_answer = 99'999}), EgressFailure);
    EXPECT_EQ(egress.ask({.url = large.url(), .largest_answer = 100'000}).body.size(), 100'000U);
    OneAnswer silent("");
    EXPECT_THROW(egress.ask({.url = silent.url(), .patience_ms = 100}), EgressFailure);
    OneAnswer cut("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    EXPECT_THROW(egress.ask({.url = cut.url()}), EgressFailure);
}

TEST(Ask, RefusesHeadersThatHoldMore) {
    OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    EXPECT_THROW(allowing({"127.0.0.1"}).ask({.url = server.url(), .headers = {{"X", "a\r\nY: b"}}}), Refusal);
    EXPECT_EQ(server.connections(), 0);
}

}  // namespace
}  // namespace elan
