#include "served.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <fstream>
#include <stdexcept>

namespace elan::bench {

namespace {

// Starts a program whose standard output goes to `output` (-1: nowhere).
pid_t start(const std::vector<std::string>& words, int output) {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const auto process = ::fork();
    if (process != 0) return process;
    const int nowhere = ::open("/dev/null", O_RDWR);
    ::dup2(output < 0 ? nowhere : output, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

// Reads until the line that says where the program listens: "Élan est ouvert : http://localhost:41234".
std::uint16_t read_port(int output) {
    std::string text;
    char byte = 0;
    while (::read(output, &byte, 1) == 1) {
        text += byte;
        const auto at = text.find("://");
        if (at != std::string::npos && byte == '\n')
            return static_cast<std::uint16_t>(std::stoi(text.substr(text.rfind(':') + 1)));
    }
    throw std::runtime_error("elan serve did not start");
}

}  // namespace

double now_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char byte : text) {
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        out += plain ? std::string(1, byte) : fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
    return out;
}

Spent run_program(const std::vector<std::string>& words) {
    const auto began = now_seconds();
    const auto process = start(words, -1);
    int status = 0;
    rusage used{};
    ::wait4(process, &status, 0, &used);
    return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .seconds = now_seconds() - began,
            .peak_mb = static_cast<double>(used.ru_maxrss) / 1024};
}

Served::Served(const std::string& program, const std::vector<std::string>& place) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    std::vector<std::string> words{
        program, "serve", "--listen", "127.0.0.1:0", "--key-requests-per-minute=0", "--log-level=warning"};
    words.insert(words.end(), place.begin(), place.end());
    const auto began = now_seconds();
    process_ = start(words, ends[1]);
    ::close(ends[1]);
    port_ = read_port(ends[0]);
    ::close(ends[0]);
    testing::RawClient first(port_);
    if (first.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status != 200)
        throw std::runtime_error("the first answer is not the app");
    seconds_to_first_answer_ = now_seconds() - began;
}

Served::~Served() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
}

double Served::memory_mb() const {
    std::ifstream status(fmt::format("/proc/{}/status", process_));
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

std::string Caller::get(const std::string& target) {
    client_.send(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\r\n", target, key_));
    return answer();
}

std::string Caller::post(const std::string& target, const std::string& json) {
    begin_post(target, json);
    return answer();
}

void Caller::begin_post(const std::string& target, const std::string& json) {
    client_.send(
        fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n"
                    "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                    target, key_, json.size(), json));
}

std::string Caller::answer() {
    auto answer = client_.read_response();
    if (answer.status != 200 && answer.status != 201)
        throw std::runtime_error(fmt::format("answered {}: {}", answer.status, answer.body));
    return std::move(answer.body);
}

}  // namespace elan::bench
