#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "testing/raw_client.hpp"

namespace elan::bench {

// A program that runs beside this one, and what it took: wall-clock seconds and the most memory it ever had.
struct Spent {
    int exit_code = 0;
    double seconds = 0;
    double peak_mb = 0;
};
Spent run_program(const std::vector<std::string>& words);

// `elan serve` in a process of its own, as it is shipped, on a free port; stopped with this object.
class Served {
 public:
    Served(const std::string& program, const std::vector<std::string>& place);
    ~Served();
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    std::uint16_t port() const { return port_; }
    // From the start of the process to the first answer to a request, in seconds.
    double seconds_to_first_answer() const { return seconds_to_first_answer_; }
    // Memory in use now (resident), in MB.
    double memory_mb() const;

 private:
    pid_t process_ = 0;
    std::uint16_t port_ = 0;
    double seconds_to_first_answer_ = 0;
};

// One connection kept open, with an API key.
class Caller {
 public:
    Caller(const Served& served, std::string key) : client_(served.port()), key_(std::move(key)) {}
    // The answer's body; throws unless the status is 200 or 201.
    std::string get(const std::string& target);
    std::string post(const std::string& target, const std::string& json);
    // The two halves of a post, so that one thread can keep many clients busy.
    void begin_post(const std::string& target, const std::string& json);
    std::string answer();
    int socket() const { return client_.socket(); }

 private:
    testing::RawClient client_;
    std::string key_;
};

// As it stands in the query of an address (RFC 3986, section 2.1).
std::string percent_encoded(std::string_view text);

double now_seconds();

}  // namespace elan::bench
