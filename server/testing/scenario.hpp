#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "testing/smtp_sink.hpp"
#include "testing/test_app.hpp"

namespace elan::testing {

// Tells a story from a text file to a whole program in process, and says where it went otherwise. The words of the
// language:
//
//   # title
//   as NAME, ROLE [of TEAM]     who acts from here on; made on first mention        as nobody
//   METHOD /path [body]         a request; a body that is no JSON is sent as it is
//   form a=1&b=2                the next POST's body
//   file F                      the next POST's body: that real file
//   sheet a;b\n1;2              the next POST's body, with line ends so          sheet {zip-bomb}
//   header Name: value          for the next request
//   => STATUS ["sentence"]      its answer
//   path.to.value = JSON        one value in it        path.to.list has N        body has "text"
//   header Name = value         of the answer
//   keep {x} = path.to.value    used later as {x}; with an expression behind it, the part of the value in brackets
//   keep {x} = cookie           the secret of the session that began; back as: header Cookie: elan_s={x}
//   keep {x} = mail (…)         of the newest mail, by an expression; messages are sent to the mail server at {smtp}
//   {code-of-x}                 the six digits that an app which scanned the secret x shows now
//   {deep-json} {bad-utf8}      what nobody types
//   no change is logged         the last request left the log as it was
//   after N minutes|hours|days  time passes; timers fire, readers read
//   at 2026-11-23 10:30         the clock is set (Paris)
class Scenario {
 public:
    Scenario(const std::filesystem::path& file, Kind kind, bool rebuilds);
    // The complaints, each with file, line, request and answer; empty when all went as told.
    std::vector<std::string> run();

 private:
    struct Check {  // a reading request with what was expected of it, to be asked again after a rebuild
        std::string who, path;
        std::vector<std::pair<std::string, std::string>> headers;
        int status;
        std::vector<std::string> expectations;
    };
    void step(const std::string& line);
    void act_as(const std::string& who);
    void ask(const std::string& line);
    void expect_status(const std::string& line);
    void expect_value(const std::string& line);
    void keep(const std::string& line);
    std::optional<std::string> kept_from_mail(const std::string& expression);
    std::string kept_from_cookie() const;
    bool expect_header(const std::string& line);
    void pass_time(const std::string& line);
    void repeat_checks();
    std::string filled(std::string text);
    std::string generated(const std::string& name);  // what stands for {name} when nothing was kept under it
    std::optional<std::string> value_at(const std::string& path);  // its JSON
    void complain(const std::string& what);
    std::int64_t commits();
    http::Response send(http::Method method, const std::string& target, const std::string& body,
                        const std::string& type);

    std::filesystem::path file_;
    bool rebuilds_;
    TestApp app_;
    std::map<std::string, std::string> names_, cookies_;  // kept values; person → session secret
    std::map<std::string, std::string> teams_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::string who_ = "nobody", request_, body_, form_, upload_;
    std::vector<std::pair<std::string, std::string>> answer_headers_;
    std::unique_ptr<SmtpSink> mail_server_;
    int status_ = 0, line_ = 0;
    std::int64_t commits_before_ = 0;
    std::vector<Check> checks_;
    std::vector<std::string> complaints_;
};

}  // namespace elan::testing
