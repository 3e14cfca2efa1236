#include "insight/identifiers/web_address.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace elan {

Checked check_web_address(std::string_view text) {
    static const RE2 shape(
        R"((?i)(?:(https?)[:;]?/{1,3})?([^\s/:@?#.,;<>"()]{1,63}(?:\.[^\s/:@?#.,;<>"()]{1,63})*\.[^\s/:@?#.,;<>"()0-9_]{2,30})\.?(:\d{1,5})?([/?#][^\s<>"]*)?)");
    std::string scheme, host, port, rest;
    if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), shape, &scheme, &host, &port, &rest)) {
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
