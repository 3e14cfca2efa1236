#include "insight/identifiers/web_address.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace elan {

namespace {

// Letters of every script may stand in a name; a final dot is taken away. The last label has no digit.
bool good_host(std::string& host) {
    if (host.ends_with('.')) host.pop_back();
    const auto last = host.rfind('.');
    if (last == std::string::npos) return false;
    const std::string_view top = std::string_view(host).substr(last + 1);
    const auto letters =
        std::ranges::count_if(top, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    if (letters < 2 || letters > 30 || top.find_first_of("0123456789_") != std::string_view::npos) return false;
    for (std::size_t start = 0; start < host.size();) {
        const auto end = std::min(host.find('.', start), host.size());
        if (end == start || end - start > 63 * 4) return false;
        start = end + 1;
    }
    return true;
}

}  // namespace

Checked check_web_address(std::string_view text) {
    // The pieces are single classes, so that the engine needs no table over all of Unicode for each repetition; the
    // host's own rules follow.
    static const RE2 shape(R"((?i)(?:(https?)[:;]?/{1,3})?([^\s/:@?#,;<>"()]+)(:\d{1,5})?([/?#][^\s<>"]*)?)");
    static constexpr std::size_t most_bytes = 2048;
    std::string scheme, host, port, rest;
    if (text.size() > most_bytes ||
        !RE2::FullMatch(re2::StringPiece(text.data(), text.size()), shape, &scheme, &host, &port, &rest) ||
        !good_host(host)) {
        return Checked::invalid("Cette adresse internet est mal écrite (exemple : www.entreprise.fr).");
    }
    auto lower = [](std::string& word) {
        std::ranges::transform(word, word.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    };
    lower(scheme);
    lower(host);
    return Checked::as((scheme.empty() ? "https" : scheme) + "://" + host + port + (rest == "/" ? "" : rest));
}

std::string web_address_key(std::string_view address) {
    for (const auto* start : {"https://", "http://", "www."}) {
        if (address.starts_with(start)) address.remove_prefix(std::string_view(start).size());
    }
    while (address.ends_with('/')) address.remove_suffix(1);
    return std::string(address);
}

}  // namespace elan
