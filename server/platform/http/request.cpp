#include "platform/http/request.hpp"

#include <fmt/format.h>
#include <simdjson.h>
#include <sys/random.h>

#include <algorithm>
#include <array>

#include "platform/http/spool.hpp"
#include "platform/http/text.hpp"
#include "platform/refusal.hpp"

namespace elan::http {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> words{{{Method::Get, "GET"},
                                                                    {Method::Head, "HEAD"},
                                                                    {Method::Post, "POST"},
                                                                    {Method::Put, "PUT"},
                                                                    {Method::Patch, "PATCH"},
                                                                    {Method::Delete, "DELETE"},
                                                                    {Method::Options, "OPTIONS"}}};

[[noreturn]] void refuse_target() { refuse(Problem::Malformed, "Cette adresse est mal formée.", "bad_address"); }

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

char percent_decoded(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) refuse_target();
    int high = hex_digit(text[at + 1]);
    int low = hex_digit(text[at + 2]);
    if (high < 0 || low < 0 || (high == 0 && low == 0)) refuse_target();
    return static_cast<char>(high * 16 + low);
}

std::string decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            out += percent_decoded(text, i);
            i += 2;
        } else {
            out += text[i] == '+' && plus_is_space ? ' ' : text[i];
        }
    }
    if (!simdjson::validate_utf8(out)) refuse_target();
    return out;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string decoded_segment(std::string_view text) {
    std::string segment = decoded(text, false);
    bool ambiguous = segment == "." || segment == ".." || segment.find_first_of("/\\") != std::string::npos ||
                     std::ranges::any_of(segment, is_control);
    if (ambiguous) refuse_target();
    return segment;
}

void read_path(Request& request, std::string_view path) {
    request.path.clear();
    request.segments.clear();
    path.remove_prefix(1);
    for (;;) {
        std::size_t slash = path.find('/');
        bool last = slash == std::string_view::npos;
        std::string segment = decoded_segment(path.substr(0, slash));
        if (segment.empty() && !last) refuse_target();
        request.path.append("/").append(segment);
        if (!segment.empty() || !request.segments.empty()) request.segments.push_back(std::move(segment));
        if (last) return;
        path.remove_prefix(slash + 1);
    }
}

}  // namespace

std::string_view word_of(Method method) { return words[static_cast<std::size_t>(method)].second; }

std::optional<Method> method_of(std::string_view word) {
    for (const auto& [method, known] : words)
        if (known == word) return method;
    return std::nullopt;
}

std::optional<std::string_view> Headers::first(std::string_view name) const {
    for (const auto& [known, value] : fields_)
        if (same_word(known, name)) return value;
    return std::nullopt;
}

std::string Headers::all(std::string_view name) const {
    std::string list;
    for (const auto& [known, value] : fields_)
        if (same_word(known, name)) list.append(list.empty() ? "" : ", ").append(value);
    return list;
}

std::optional<std::string_view> Parameters::first(std::string_view name) const {
    for (const auto& [known, value] : pairs_)
        if (known == name) return value;
    return std::nullopt;
}

std::string Request::content_type() const {
    std::string_view full = headers["Content-Type"];
    return lower(trimmed(full.substr(0, full.find(';'))));
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    for (const auto& [header, list] : headers) {
        if (!same_word(header, "Cookie")) continue;
        for (std::string_view pair : split(list, ';')) {
            std::size_t equals = pair.find('=');
            if (equals != std::string_view::npos && trimmed(pair.substr(0, equals)) == name)
                return trimmed(pair.substr(equals + 1));
        }
    }
    return std::nullopt;
}

std::string_view Request::whole_body() const { return spooled ? spooled->view() : std::string_view(body); }

std::uint64_t Request::body_size() const { return spooled ? spooled->size() : body.size(); }

std::string new_request_id() {
    std::uint64_t random = 0;
    // A short read only makes the id less random.
    if (::getrandom(&random, sizeof random, 0) < 0) random = 0;
    return fmt::format("{:016x}", random);
}

void read_target(Request& request, std::string_view target) {
    bool plain = std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
    if (!plain || !target.starts_with('/')) refuse_target();
    std::size_t mark = target.find('?');
    read_path(request, target.substr(0, mark));
    request.query = mark == std::string_view::npos ? Parameters() : read_form(target.substr(mark + 1));
}

Parameters read_form(std::string_view text) {
    Parameters parameters;
    for (std::string_view pair : split(text, '&')) {
        if (pair.empty()) continue;
        std::size_t equals = pair.find('=');
        std::string value = equals == std::string_view::npos ? "" : decoded(pair.substr(equals + 1), true);
        parameters.add(decoded(pair.substr(0, equals), true), std::move(value));
    }
    return parameters;
}

}  // namespace elan::http
