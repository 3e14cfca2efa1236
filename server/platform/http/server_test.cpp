#include "platform/http/server.hpp"

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <fstream>
#include <future>
#include <latch>
#include <thread>

#include "platform/http/events.hpp"
#include "platform/http/spool.hpp"
#include "platform/refusal.hpp"
#include "testing/raw_client.hpp"

namespace elan::http {
namespace {

using elan::testing::RawClient;
using elan::testing::RawResponse;
using namespace std::chrono_literals;

class ServerTest : public ::testing::Test {
 protected:
    ServerTest() {
        options.endpoints = {{"127.0.0.1", 0, nullptr}};
        options.workers = 4;
        add(Method::Get, "/hello/{name}",
            [](Request& request) { return Response::json("\"" + std::string(request.names["name"]) + "\""); });
        add(Method::Post, "/echo", [](Request& request) { return Response::text(std::string(request.whole_body())); });
        add(
            Method::Post, "/upload",
            [](Request& request) {
                return Response::text(std::to_string(request.body_size()) + (request.spooled ? " file" : " memory"));
            },
            3'000'000);
    }

    void add(Method method, std::string pattern, Answer answer, std::uint64_t limit = 100) {
        router.add({method, pattern, pattern, "public", std::move(answer), limit});
    }
    Server& start() {
        server = std::make_unique<Server>(options, router);
        return *server;
    }
    RawClient client() { return RawClient((server ? *server : start()).port()); }

    static std::string get(std::string_view target, std::string_view headers = "") {
        return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n";
    }
    static std::string post(std::string_view target, std::string_view body, std::string_view headers = "") {
        return "POST " + std::string(target) +
               " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
               std::string(headers) + "\r\n" + std::string(body);
    }

    ServerOptions options;
    Router router;
    std::unique_ptr<Server> server;
};

TEST_F(ServerTest, KeepsTheConnectionForTheNextRequest) {
    auto connection = client();
    for (int i = 0; i < 3; ++i) {
        RawResponse response = connection.ask(get("/hello/Zo%C3%A9"));
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, "\"Zoé\"");
    }
    EXPECT_EQ(connection.ask(get("/hello/b", "Connection: close\r\n")).header("Connection"), "close");
    EXPECT_TRUE(connection.closed_by_server());
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    auto connection = client();
    std::string many;
    for (int i = 0; i < 50; ++i)
        many += i % 2 ? get("/hello/" + std::to_string(i)) : post("/echo", "b" + std::to_string(i));
    connection.send(many);
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(connection.read_response().body, i % 2 ? "\"" + std::to_string(i) + "\"" : "b" + std::to_string(i));
}

TEST_F(ServerTest, SpeaksHttp10) {
    auto connection = client();
    EXPECT_EQ(connection.ask("GET /hello/a HTTP/1.0\r\n\r\n").body, "\"a\"");
    EXPECT_TRUE(connection.closed_by_server());
}

TEST_F(ServerTest, HeadHasTheLengthButNoBody) {
    auto connection = client();
    RawResponse head = connection.ask("HEAD /hello/abc HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(head.header("Content-Length"), "5");
    EXPECT_EQ(connection.ask(get("/hello/next")).body, "\"next\"");
}

TEST_F(ServerTest, OptionsAndUnknownMethods) {
    auto connection = client();
    RawResponse options_answer =
        connection.ask("OPTIONS /echo HTTP/1.1\r\nHost: x\r\nOrigin: https://e.example\r\n\r\n");
    EXPECT_EQ(options_answer.status, 204);
    EXPECT_EQ(options_answer.header("Allow"), "OPTIONS, POST");
    EXPECT_EQ(options_answer.header("Access-Control-Allow-Origin"), "");
    EXPECT_EQ(connection.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n").status, 204);
    EXPECT_EQ(connection.ask("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n").status, 405);
}

TEST_F(ServerTest, BodyLimitIsExactAndBelongsToTheRoute) {
    auto connection = client();
    EXPECT_EQ(connection.ask(post("/echo", std::string(100, 'a'))).status, 200);
    RawResponse refused = connection.ask(post("/echo", std::string(101, 'a')));
    EXPECT_EQ(refused.status, 413);
    EXPECT_EQ(refused.header("Content-Type"), "application/problem+json");
    EXPECT_TRUE(connection.closed_by_server());
    EXPECT_EQ(client().ask(post("/upload", std::string(1024 * 1024, 'a'))).body, "1048576 memory");
    EXPECT_EQ(client().ask(post("/upload", std::string(1024 * 1024 + 1, 'a'))).body, "1048577 file");
}

TEST_F(ServerTest, AnUploadRefusedHalfWayStillGetsItsAnswer) {
    EXPECT_EQ(client().ask(post("/echo", std::string(200'000, 'a'))).status, 413);
}

TEST_F(ServerTest, SaysGoAheadBeforeTheBody) {
    auto connection = client();
    connection.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(connection.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(connection.ask("ok").body, "ok");
    connection.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(connection.read_response().status, 413);
}

TEST_F(ServerTest, SmuggledRequestsAreNeverAnswered) {
    for (const char* headers : {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                                "Transfer-Encoding: x, chunked\r\n", "Content-Length: 1\r\nContent-Length: 2\r\n"}) {
        auto connection = client();
        connection.send("POST /echo HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n0\r\n\r\n" +
                        get("/hello/smuggled"));
        EXPECT_EQ(connection.read_response().status, 400) << headers;
        EXPECT_TRUE(connection.closed_by_server());
    }
}

TEST_F(ServerTest, LongHeadsAreRefused) {
    EXPECT_EQ(client().ask(get("/hello/a", "X: " + std::string(17'000, 'a') + "\r\n")).status, 431);
}

TEST_F(ServerTest, SlowHeadsAndBodiesAreCutOff) {
    options.head_time = 40ms;
    options.pace_time = 40ms;
    auto slow_head = client();
    slow_head.send("GET / HTTP/1.1\r\nHost");
    EXPECT_EQ(slow_head.read_response().status, 408);
    auto slow_body = client();
    slow_body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel");
    EXPECT_EQ(slow_body.read_response().status, 408);
    EXPECT_TRUE(client().closed_by_server());  // said nothing at all
}

TEST_F(ServerTest, IdleConnectionsAreClosed) {
    options.idle_time = 40ms;
    auto connection = client();
    EXPECT_EQ(connection.ask(get("/hello/a")).status, 200);
    EXPECT_TRUE(connection.closed_by_server());
}

TEST_F(ServerTest, AnAnswerThatTakesTooLongIsGivenUp) {
    std::latch go(1);
    add(Method::Get, "/slow", [&](Request&) {
        go.wait();
        return Response::empty();
    });
    options.handler_time = 40ms;
    RawResponse response = client().ask(get("/slow"));
    EXPECT_EQ(response.status, 503);
    go.count_down();
    server.reset();
}

TEST_F(ServerTest, AFullQueueIsSaidAtOnce) {
    std::latch go(1);
    std::latch begun(1);
    add(Method::Get, "/slow", [&](Request&) {
        begun.count_down();
        go.wait();
        return Response::empty();
    });
    options.workers = 1;
    options.longest_queue = 1;
    auto running = client();
    running.send(get("/slow"));
    begun.wait();
    // Of two more, one finds the only place in the queue and the other is told; which one is for the kernel to say.
    RawClient queued(server->port());
    queued.send(post("/echo", "q"));
    RawClient other(server->port());
    other.send(post("/echo", "o"));
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(queued.socket(), &readable);
    FD_SET(other.socket(), &readable);
    ASSERT_GT(::select(std::max(queued.socket(), other.socket()) + 1, &readable, nullptr, nullptr, nullptr), 0);
    RawClient& refused = FD_ISSET(other.socket(), &readable) ? other : queued;
    RawResponse response = refused.read_response();
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.header("Retry-After"), "1");
    go.count_down();
    EXPECT_EQ((&refused == &other ? queued : other).read_response().status, 200);
    server.reset();
}

TEST_F(ServerTest, ManyIdleConnectionsDoNotStopOthers) {
    options.most_connections = 20;
    start();
    std::vector<std::unique_ptr<RawClient>> silent;
    for (int i = 0; i < 100; ++i) silent.push_back(std::make_unique<RawClient>(server->port()));
    EXPECT_EQ(client().ask(get("/hello/a")).status, 200);
    EXPECT_TRUE(silent.front()->closed_by_server());
}

TEST_F(ServerTest, BodiesTogetherDoNotFillTheMemory) {
    options.most_body_memory = 1'000'000;
    auto one = client();
    std::string head = "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\nExpect: 100-continue\r\n\r\n";
    one.send(head);
    EXPECT_EQ(one.read_response().status, 100);
    EXPECT_EQ(client().ask(post("/upload", std::string(1'000'001, 'a'))).status, 503);
    one.send(std::string(900'000, 'b'));
    EXPECT_EQ(one.read_response().body, "900000 memory");
    // The first body is let go of just after its answer was read: the next request may be a little early.
    int status = 0;
    for (int tries = 0; tries < 1000 && status != 200; ++tries) {
        status = client().ask(post("/upload", std::string(1'000'000, 'a'))).status;
    }
    EXPECT_EQ(status, 200);
}

TEST_F(ServerTest, BelievesTheProxyNextToIt) {
    options.trusted_proxies = {"127.0.0.1"};
    add(Method::Get, "/who",
        [](Request& request) { return Response::text(request.client_address + (request.secure ? " secure" : "")); });
    auto connection = client();
    EXPECT_EQ(connection.ask(get("/who", "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 198.51.100.1\r\n")).body,
              "198.51.100.1");
    EXPECT_EQ(connection.ask(get("/who", "X-Forwarded-Proto: https\r\n")).body, "127.0.0.1 secure");
}

TEST_F(ServerTest, SendsFilesAndStreams) {
    auto spool = std::make_shared<Spool>(std::filesystem::temp_directory_path());
    std::string content(700'000, 'f');
    spool->append(content);
    add(Method::Get, "/file", [&](Request&) {
        return Response::file({spool->path(), spool}, "devis.pdf", "application/pdf");
    });
    add(Method::Get, "/stream", [&](Request&) {
        return Response::stream(
            [&](Sink& sink) {
                for (int i = 0; i < 5; ++i) sink.write(content);
            },
            "liste.csv", "text/csv");
    });
    add(Method::Get, "/torn", [](Request&) {
        return Response::stream(
            [](Sink& sink) {
                sink.write("half");
                throw std::runtime_error("the disk broke");
            },
            "liste.csv", "text/csv");
    });
    auto connection = client();
    EXPECT_EQ(connection.ask(get("/file")).body, content);
    RawResponse streamed = connection.ask(get("/stream"));
    EXPECT_EQ(streamed.header("Transfer-Encoding"), "chunked");
    EXPECT_EQ(streamed.body.size(), 5 * content.size());
    RawResponse head = connection.ask("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(connection.ask("GET /stream HTTP/1.0\r\n\r\n").body.size(), 5 * content.size());
    auto torn = client();
    torn.send(get("/torn"));
    EXPECT_FALSE(torn.read_to_end().ends_with("0\r\n\r\n"));
}

TEST_F(ServerTest, AStreamIsMadeEvenWhenNobodyReadsIt) {
    std::promise<void> produced;
    add(Method::Get, "/large", [&](Request&) {
        return Response::stream(
            [&](Sink& sink) {
                for (int i = 0; i < 40; ++i) sink.write(std::string(1'000'000, 'x'));
                produced.set_value();
            },
            "a.csv", "text/csv");
    });
    auto connection = client();
    connection.send(get("/large"));
    produced.get_future().wait();
    EXPECT_EQ(connection.read_response().body.size(), 40'000'000U);
}

TEST_F(ServerTest, EventsReachThoseWhoMaySeeThem) {
    EventHub hub;
    add(Method::Get, "/stream/{user}", [&](Request& request) {
        std::string user(request.names["user"]);
        return hub.open({.user = user, .session = "s-" + user},
                        {{"7", "change", "missed since " + std::string(request.headers["Last-Event-ID"])}});
    });
    auto marie = client();
    marie.send(get("/stream/marie", "Last-Event-ID: 6\r\n"));
    EXPECT_NE(marie.read_until("\r\n\r\n").find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_EQ(marie.read_until("missed since 6\n\n"), ":\n\nid: 7\nevent: change\ndata: missed since 6\n\n");
    auto luc = client();
    luc.send(get("/stream/luc"));
    luc.read_until("missed since \n\n");

    hub.publish({"8", "change", "for\nmarie"}, [](const Listener& to) { return to.user == "marie"; });
    hub.publish({"9", "change", "for all"}, nullptr);
    EXPECT_EQ(marie.read_until("marie\n\n"), "id: 8\nevent: change\ndata: for\ndata: marie\n\n");
    EXPECT_EQ(luc.read_until("all\n\n"), "id: 9\nevent: change\ndata: for all\n\n");

    hub.close_where([](const Listener& whose) { return whose.session == "s-luc"; });
    EXPECT_TRUE(luc.closed_by_server());
    EXPECT_EQ(hub.size(), 1U);
}

TEST_F(ServerTest, AStreamClosesWhenItsSessionEnds) {
    EventHub hub({.heartbeat = 5ms});
    std::atomic<bool> allowed = true;
    add(Method::Get, "/stream",
        [&](Request&) { return hub.open({.user = "u", .still_allowed = [&] { return allowed.load(); }}); });
    auto connection = client();
    connection.send(get("/stream"));
    connection.read_until("\r\n\r\n");
    EXPECT_EQ(connection.read_exactly(9), ":\n\n:\n\n:\n\n");
    allowed = false;
    connection.read_to_end();
    EXPECT_EQ(hub.size(), 0U);
}

TEST(EventHub, LimitsAndSlowListeners) {
    EventHub hub({.longest_queue = 3, .per_user = 2, .in_all = 3});
    hub.open({.user = "a"});
    hub.open({.user = "a"});
    EXPECT_THROW(hub.open({.user = "a"}), Refusal);
    hub.open({.user = "b"});
    EXPECT_THROW(hub.open({.user = "c"}), Refusal);
    for (int i = 0; i < 3; ++i) hub.publish({"", "", "x"}, [](const Listener& to) { return to.user == "b"; });
    EXPECT_EQ(hub.size(), 2U);  // nobody reads the stream of b
}

TEST_F(ServerTest, StoppingFinishesWhatIsUnderWay) {
    std::latch begun(1);
    std::latch go(1);
    EventHub hub;
    add(Method::Get, "/slow", [&](Request&) {
        begun.count_down();
        go.wait();
        return Response::text("done");
    });
    add(Method::Get, "/stream", [&](Request&) { return hub.open({}); });
    auto idle = client();
    EXPECT_EQ(idle.ask(get("/hello/a")).status, 200);
    auto stream = client();
    stream.send(get("/stream"));
    stream.read_until(":\n\n");
    auto busy = client();
    busy.send(get("/slow"));
    begun.wait();
    std::uint16_t port = server->port();

    std::thread stopping([&] { server->stop(); });
    EXPECT_TRUE(stream.closed_by_server());
    EXPECT_TRUE(idle.closed_by_server());
    EXPECT_THROW(RawClient late(port), std::runtime_error);
    go.count_down();
    RawResponse response = busy.read_response();
    EXPECT_EQ(response.body, "done");
    EXPECT_EQ(response.header("Connection"), "close");
    ::shutdown(busy.socket(), SHUT_WR);
    stopping.join();
    server.reset();
}

TEST_F(ServerTest, TellsWhatItServed) {
    std::promise<int> status;
    options.served = [&](const Served& told) { status.set_value(told.status); };
    client().ask(get("/nowhere"));
    EXPECT_EQ(status.get_future().get(), 404);
}

class TlsTest : public ServerTest {
 protected:
    static void SetUpTestSuite() { own_certificate(folder()); }
    static std::filesystem::path folder() {
        return std::filesystem::temp_directory_path() / ("elan-tls-test-" + std::to_string(::getpid()));
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(folder()); }

    TlsTest() { options.endpoints[0].tls = std::make_shared<Tls>(own_certificate(folder())); }

    // The answer to a request over exactly that version, or nothing when the two cannot agree.
    std::string ask_over(int version, const std::string& request) {
        auto connection = client();
        std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
        SSL_CTX_set_min_proto_version(context.get(), version);
        SSL_CTX_set_max_proto_version(context.get(), version);
        SSL_CTX_set_security_level(context.get(), 0);
        std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
        SSL_set_fd(ssl.get(), connection.socket());
        if (SSL_connect(ssl.get()) != 1) return {};
        std::string answer;
        std::size_t sent = 0;
        if (SSL_write_ex(ssl.get(), request.data(), request.size(), &sent) != 1) return {};
        char room[4096];
        for (int got; (got = SSL_read(ssl.get(), room, sizeof room)) > 0;)
            answer.append(room, static_cast<std::size_t>(got));
        return answer;
    }
};

TEST_F(TlsTest, Speaks13And12ButNotOlder) {
    std::string request = get("/hello/a", "Connection: close\r\n");
    EXPECT_TRUE(ask_over(TLS1_3_VERSION, request).ends_with("\r\n\r\n\"a\""));
    EXPECT_NE(ask_over(TLS1_2_VERSION, request).find("Strict-Transport-Security"), std::string::npos);
    EXPECT_EQ(ask_over(TLS1_1_VERSION, request), "");
}

TEST_F(TlsTest, CarriesLargeBodiesBothWays) {
    add(
        Method::Post, "/large", [](Request& request) { return Response::text(std::string(request.whole_body())); },
        5'000'000);
    std::string body(200'000, 'b');
    EXPECT_TRUE(ask_over(TLS1_3_VERSION, post("/large", body, "Connection: close\r\n")).ends_with("\r\n\r\n" + body));
}

TEST_F(TlsTest, TheKeyIsPrivateAndKept) {
    auto files = own_certificate(folder());
    EXPECT_EQ(std::filesystem::status(files.key).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    auto made_at = std::filesystem::last_write_time(files.key);
    own_certificate(folder());
    EXPECT_EQ(std::filesystem::last_write_time(files.key), made_at);
}

TEST_F(TlsTest, ABrokenRenewalKeepsTheOldCertificate) {
    auto files = own_certificate(folder());
    auto copy = folder() / "renewed.pem";
    std::filesystem::copy_file(files.certificate, copy);
    Tls tls({copy, files.key});
    std::ofstream(copy) << "not a certificate";
    std::filesystem::last_write_time(copy, std::filesystem::last_write_time(copy) + 1s);
    tls.reload_if_changed();
    EXPECT_NO_THROW(tls.transport(0));
}

}  // namespace
}  // namespace elan::http
