#include "testing/scenario.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <charconv>
#include <fstream>

#include "insight/text/fold.hpp"
#include "insight/text/french_dates.hpp"
#include "people/user.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/totp.hpp"
#include "testing/shared_data.hpp"
#include "testing/zip_bomb.hpp"

namespace elan::testing {

namespace {

std::string trimmed(const std::string& line) {
    const auto start = line.find_first_not_of(" \t");
    if (start == std::string::npos) return {};
    return line.substr(start, line.find_last_not_of(" \t\r") - start + 1);
}

const std::map<std::string, http::Method> methods = {{"GET", http::Method::Get},
                                                     {"POST", http::Method::Post},
                                                     {"PATCH", http::Method::Patch},
                                                     {"PUT", http::Method::Put},
                                                     {"DELETE", http::Method::Delete}};

// "records.0.name" inside an answer.
bool find_in(Json json, std::string_view path, Json& found) {
    while (!path.empty()) {
        const auto dot = path.find('.');
        const auto part = path.substr(0, dot);
        path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
        Json next;
        const bool number = part.find_first_not_of("0123456789") == std::string_view::npos;
        const bool missing = json.is_array() && number
                                 ? bool(json.get_array().at(std::stoul(std::string(part))).get(next))
                                 : bool(json[part].get(next));
        if (missing) return false;
        json = next;
    }
    found = json;
    return true;
}

std::string real_file(const std::string& name) {
    std::ifstream in(shared_data() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The text of a mail, out of quoted-printable.
std::string plain_text(std::string_view mail) {
    std::string text;
    for (std::size_t i = 0; i < mail.size(); ++i) {
        const auto coded = mail.substr(i + 1, 2);
        int byte = 0;
        if (mail[i] == '=' && coded == "\r\n") {
            i += 2;
        } else if (mail[i] == '=' &&
                   std::from_chars(coded.data(), coded.data() + coded.size(), byte, 16).ec == std::errc()) {
            text += static_cast<char>(byte);
            i += 2;
        } else {
            text += mail[i];
        }
    }
    return text;
}

// What a client would have received, however the answer was going to be sent.
std::string whole_body(const http::Response& response) {
    struct Collecting : http::Sink {
        void write(std::string_view bytes) override { text += bytes; }
        std::string text;
    } sink;
    if (const auto* producer = std::get_if<http::Producer>(&response.content)) (*producer)(sink);
    if (const auto* file = std::get_if<http::FileContent>(&response.content)) {
        std::ifstream in(file->path, std::ios::binary);
        sink.text.assign(std::istreambuf_iterator<char>(in), {});
    }
    return response.body + sink.text;
}

}  // namespace

Scenario::Scenario(const std::filesystem::path& file, Kind kind, bool rebuilds)
    : file_(file), rebuilds_(rebuilds), app_(kind) {}

std::vector<std::string> Scenario::run() {
    std::ifstream in(file_);
    for (std::string line; std::getline(in, line);) {
        ++line_;
        line = trimmed(line);
        if (!line.empty() && line.front() != '#') step(line);
    }
    if (line_ == 0) complain("the file is empty or absent");
    if (rebuilds_) repeat_checks();
    return complaints_;
}

void Scenario::step(const std::string& line) {
    const auto word = line.substr(0, line.find(' '));
    if (word == "as") return act_as(line.substr(3));
    if (methods.contains(word)) return ask(line);
    if (word == "=>") return expect_status(line);
    if (word == "keep") return keep(line);
    if (word == "after" || word == "at") return pass_time(line);
    if (word == "form") {
        form_ = filled(line.substr(5));
        return;
    }
    if (word == "file") {
        upload_ = real_file(line.substr(5));
        return;
    }
    if (word == "sheet") {
        upload_ = line.substr(6);
        for (auto end = upload_.find("\\n"); end != std::string::npos; end = upload_.find("\\n", end))
            upload_.replace(end, 2, "\n");
        upload_ = filled(upload_);
        return;
    }
    if (word == "header" && !expect_header(line)) {
        const auto colon = line.find(": ");
        headers_.emplace_back(line.substr(7, colon - 7), filled(line.substr(colon + 2)));
        return;
    }
    if (word == "header") return;
    if (line == "no change is logged") {
        if (commits() != commits_before_) complain("a change was logged");
        return;
    }
    expect_value(line);
}

// "Marie, sales of Ouest"
void Scenario::act_as(const std::string& who) {
    const auto comma = who.find(", ");
    who_ = who.substr(0, comma);
    if (comma == std::string::npos || cookies_.contains(who_)) {
        if (who_ != "nobody" && !cookies_.contains(who_)) complain("nobody of this name was introduced");
        return;
    }
    auto role_key = who.substr(comma + 2);
    std::string team_name;
    if (const auto of = role_key.find(" of "); of != std::string::npos) {
        team_name = role_key.substr(of + 4);
        role_key.resize(of);
    }
    Session system(app_->workspace(), Actor::system());
    if (!team_name.empty() && !teams_.contains(team_name)) {
        auto made = system.make(system.object(team));
        made.set(team.name, team_name);
        system.commit("create", {made});
        teams_[team_name] = made.id();
    }
    auto made = system.make(system.object(user));
    made.set(user.name, who_);
    made.set(user.email, fold(who_) + "@example.invalid");
    made.set(user.role, role_key);
    if (!team_name.empty()) made.set(user.team, teams_[team_name]);
    system.commit("create", {made});
    cookies_[who_] = app_->people().sign_in_as(made.id(), "127.0.0.1", "scenario").secret;
    names_[who_] = made.id();
}

http::Response Scenario::send(http::Method method, const std::string& target, const std::string& body,
                              const std::string& type) {
    http::Request request;
    request.method = method;
    request.client_address = "127.0.0.1";
    request.body = body;
    if (!body.empty()) request.headers.add("Content-Type", type);
    request.headers.add("X-Elan-Request", "1");
    bool with_key = false;
    for (const auto& [name, value] : headers_) {
        with_key = with_key || name == "Authorization" || name == "Cookie";
        request.headers.add(name, value);
    }
    headers_.clear();
    if (cookies_.contains(who_) && !with_key) request.headers.add("Cookie", "elan_s=" + cookies_[who_]);
    http::read_target(request, target);
    app_->router().admit(request);
    return app_->router().answer(request);
}

void Scenario::ask(const std::string& line) {
    const auto space = line.find(' ');
    const auto method = methods.at(line.substr(0, space));
    const auto end = line.find(' ', space + 1);
    const auto target = filled(line.substr(space + 1, end - space - 1));
    auto body = end == std::string::npos ? std::string() : filled(line.substr(end + 1));
    request_ = line.substr(0, space) + ' ' + target + ' ' + body.substr(0, 300);
    std::string type = "application/json";
    if (!form_.empty()) {
        type = "application/x-www-form-urlencoded";
        body = std::exchange(form_, {});
    } else if (!upload_.empty()) {
        type = "application/octet-stream";
        body = std::exchange(upload_, {});
    }
    app_->readers().catch_up();
    commits_before_ = commits();
    if (method != http::Method::Get) checks_.clear();
    if (method == http::Method::Get) checks_.push_back({who_, target, headers_, 0, {}});
    try {
        const auto response = send(method, target, body, type);
        status_ = response.status;
        body_ = whole_body(response);
        answer_headers_ = response.headers;
    } catch (const Refusal& refusal) {
        status_ = 400;
        body_ = refusal.message;
    }
    app_->imports().run_waiting();
    app_->readers().catch_up();
}

void Scenario::expect_status(const std::string& line) {
    static const RE2 shape(R"re(=>\s+(\d+)(?:\s+"(.*)")?)re");
    int status = 0;
    std::string sentence;
    if (!RE2::FullMatch(line, shape, &status, &sentence)) return complain("this line is not understood: " + line);
    if (status != status_) complain(fmt::format("expected {}", status));
    if (!sentence.empty() && body_.find(sentence) == std::string::npos)
        complain("the sentence is not there: " + sentence);
    if (!checks_.empty()) checks_.back().status = status;
}

std::optional<std::string> Scenario::value_at(const std::string& path) {
    try {
        const JsonDocument document(body_);
        Json found;
        if (!find_in(document.root(), path, found)) return std::nullopt;
        return simdjson::minify(found);
    } catch (const Refusal&) {
        return std::nullopt;
    }
}

void Scenario::expect_value(const std::string& line) {
    static const RE2 equals(R"(([\w.-]+) = (.*))"), has(R"(([\w.-]+) has (\d+))"), contains(R"re(body has "(.*)")re"),
        lacks(R"re(body has no "(.*)")re");
    std::string path, wanted;
    std::size_t count = 0;
    if (RE2::FullMatch(line, lacks, &wanted)) {
        if (body_.find(filled(wanted)) != std::string::npos) complain("the answer holds: " + wanted);
    } else if (RE2::FullMatch(line, contains, &wanted)) {
        if (body_.find(filled(wanted)) == std::string::npos) complain("the answer does not hold: " + wanted);
    } else if (RE2::FullMatch(line, has, &path, &count)) {
        const auto value = value_at(path);
        const auto held = value ? JsonDocument(*value).root().get_array().size() : 0;
        if (!value || held != count) complain(fmt::format("{} has {} instead of {}", path, held, count));
    } else if (RE2::FullMatch(line, equals, &path, &wanted)) {
        const auto value = value_at(path);
        const auto meant = simdjson::minify(JsonDocument(filled(wanted)).root());
        if (value.value_or("null") != meant)
            complain(fmt::format("{} is {} instead of {}", path, value.value_or("absent"), meant));
    } else {
        return complain("this line is not understood: " + line);
    }
    if (!checks_.empty()) checks_.back().expectations.push_back(line);
}

void Scenario::keep(const std::string& line) {
    static const RE2 shape(R"(keep \{(\w+)\} = ([\w.-]+)(?: (.+))?)"), mail(R"(keep \{(\w+)\} = mail (.+))");
    std::string name, path, part;
    if (RE2::FullMatch(line, mail, &name, &path)) {
        const auto found = kept_from_mail(path);
        if (!found) return complain("no mail says " + path);
        names_[name] = *found;
        return;
    }
    if (line.ends_with(" = cookie")) {
        names_[line.substr(6, line.find('}') - 6)] = kept_from_cookie();
        return;
    }
    if (!RE2::FullMatch(line, shape, &name, &path, &part)) return complain("this line is not understood: " + line);
    auto value = value_at(path);
    if (!value) return complain("there is no " + path);
    if (value->front() == '"') value = value->substr(1, value->size() - 2);
    const std::string whole = *value;
    if (!part.empty() && !RE2::PartialMatch(whole, part, &*value)) return complain(path + " holds no " + part);
    names_[name] = *value;
}

std::optional<std::string> Scenario::kept_from_mail(const std::string& expression) {
    app_->email().deliver_waiting();
    if (!mail_server_ || mail_server_->accepted().empty()) return std::nullopt;
    std::string found;
    if (!RE2::PartialMatch(plain_text(mail_server_->accepted().back().content), expression, &found))
        return std::nullopt;
    return found;
}

std::string Scenario::kept_from_cookie() const {
    static const RE2 shape("elan_s=([^;]*)");
    std::string secret;
    for (const auto& [name, value] : answer_headers_) {
        if (name == "Set-Cookie" && RE2::PartialMatch(value, shape, &secret)) return secret;
    }
    return {};
}

// "header Retry-After = 3": false when the line is one to send.
bool Scenario::expect_header(const std::string& line) {
    static const RE2 shape(R"(header ([\w-]+) = (.*))");
    std::string name, wanted;
    if (!RE2::FullMatch(line, shape, &name, &wanted)) return false;
    const auto held = std::ranges::find(answer_headers_, name, &std::pair<std::string, std::string>::first);
    if (held == answer_headers_.end() || held->second != filled(wanted)) complain("this header is otherwise: " + name);
    return true;
}

void Scenario::pass_time(const std::string& line) {
    static const RE2 after(R"(after (\d+) (second|minute|hour|day)s?)"),
        at(R"(at (\d{4}-\d{2}-\d{2}) (\d{1,2}):(\d{2}))");
    static const std::map<std::string, std::int64_t> units = {
        {"second", 1000}, {"minute", 60'000}, {"hour", 3'600'000}, {"day", 86'400'000}};
    std::int64_t count = 0;
    std::string unit;
    int hour = 0, minute = 0;
    if (RE2::FullMatch(line, after, &count, &unit)) {
        app_.clock().advance(count * units.at(unit));
    } else if (RE2::FullMatch(line, at, &unit, &hour, &minute)) {
        app_.clock().set(local_moment(unit, hour, minute, "Europe/Paris"));
    } else {
        return complain("this line is not understood: " + line);
    }
    // Nobody stays signed in for days; they come back.
    for (auto& [who, secret] : cookies_)
        secret = app_->people().sign_in_as(names_.at(who), "127.0.0.1", "scenario").secret;
    while (app_->timers().fire_due() > 0) {
    }
    app_->readers().catch_up();
}

// What is derived from the log must come out the same when it is derived again.
void Scenario::repeat_checks() {
    app_->readers().rebuild();
    for (const auto& check : std::vector<Check>(checks_)) {
        who_ = check.who;
        headers_ = check.headers;
        const auto response = send(http::Method::Get, check.path, "", "");
        status_ = response.status;
        body_ = whole_body(response);
        request_ = "after rebuild: GET " + check.path;
        checks_.clear();
        if (check.status != 0 && status_ != check.status) complain(fmt::format("expected {}", check.status));
        for (const auto& expectation : check.expectations) expect_value(expectation);
    }
}

std::string Scenario::generated(const std::string& name) {
    if (name == "smtp") {
        if (!mail_server_) mail_server_ = std::make_unique<SmtpSink>(SmtpSink::Options{.starttls = false});
        return std::to_string(mail_server_->port());
    }
    if (name == "deep-json") return std::string(2000, '[') + std::string(2000, ']');
    if (name == "bad-utf8") return "\xC3\x28\xFF";
    if (name == "zip-bomb") return zip_bomb();
    if (!name.starts_with("code-of-")) return {};
    const auto secret = names_.find(name.substr(8));
    const auto bytes = secret == names_.end() ? std::nullopt : from_base32(secret->second);
    return bytes ? totp_code(*bytes, app_.clock().now_ms()) : std::string();
}

std::string Scenario::filled(std::string text) {
    for (const auto& [name, value] : names_) {
        const auto mark = '{' + name + '}';
        for (auto place = text.find(mark); place != std::string::npos; place = text.find(mark))
            text.replace(place, mark.size(), value);
    }
    static const RE2 rest(R"(\{(smtp|deep-json|bad-utf8|zip-bomb|code-of-\w+)\})");
    for (std::string name; RE2::PartialMatch(text, rest, &name);) {
        const auto mark = '{' + name + '}';
        text.replace(text.find(mark), mark.size(), generated(name));
    }
    const std::string now = "{now}";
    if (const auto place = text.find(now); place != std::string::npos)
        text.replace(place, now.size(), std::to_string(app_.clock().now_ms()));
    return text;
}

std::int64_t Scenario::commits() {
    std::int64_t count = 0;
    app_->workspace().database().read(
        [&](db::Connection& connection) { count = connection.first_integer("select count(*) from commits"); });
    return count;
}

void Scenario::complain(const std::string& what) {
    complaints_.push_back(fmt::format("{}:{}: {}\n    {}\n    => {} {}", file_.string(), line_, what, request_, status_,
                                      body_.substr(0, 1500)));
}

}  // namespace elan::testing
