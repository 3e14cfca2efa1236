#include "insight/identifiers/email.hpp"

#include <idn2.h>

#include <algorithm>
#include <array>

#include "insight/text/fold.hpp"

namespace elan {

namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

// A dot-atom (RFC 5322, 3.2.3), with letters of every script (RFC 6531, 3.3).
bool good_local_part(std::string_view local) {
    constexpr std::string_view signs = "!#$%&'*+/=?^_`{|}~-";
    auto good = [&](char c) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return plain || static_cast<unsigned char>(c) >= 0x80 || signs.find(c) != std::string_view::npos || c == '.';
    };
    const bool dots_between = !local.starts_with('.') && !local.ends_with('.') && local.find("..") == std::string::npos;
    return !local.empty() && local.size() <= 64 && dots_between && std::ranges::all_of(local, good);
}

// The ASCII form of a domain, "" when it is none. What follows a zero byte would not be looked at.
std::string ascii_domain(const std::string& domain) {
    char* out = nullptr;
    if (domain.find('\0') != std::string::npos) return {};
    if (idn2_to_ascii_8z(domain.c_str(), &out, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK) return {};
    std::string ascii(out);
    idn2_free(out);
    return ascii;
}

bool good_label(std::string_view label) {
    auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !label.empty() && label.size() <= 63 && !label.starts_with('-') && !label.ends_with('-') &&
           std::ranges::all_of(label, good);
}

// Written out: as an expression, two repetitions of 61 within a repetition exceed what the engine may hold in memory.
bool good_domain(std::string_view ascii) {
    if (ascii.size() > 253 || ascii.find('.') == std::string_view::npos) return false;
    while (true) {
        const auto dot = ascii.find('.');
        if (!good_label(ascii.substr(0, dot))) return false;
        if (dot == std::string_view::npos) break;
        ascii.remove_prefix(dot + 1);
    }
    return ascii.find_first_not_of("0123456789") != std::string_view::npos;
}

}  // namespace

Checked check_email(std::string_view text) {
    static const char* const advice = "Cette adresse e-mail est mal écrite (exemple : nom@entreprise.fr).";
    if (text.starts_with("mailto:")) text.remove_prefix(7);
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || text.size() > 254) return Checked::invalid(advice);
    const auto local = text.substr(0, at);
    const auto domain = lowered(nfc(text.substr(at + 1)));
    if (!good_local_part(local) || !good_domain(ascii_domain(domain))) return Checked::invalid(advice);
    return Checked::as(std::string(local) + '@' + domain);
}

std::string email_key(std::string_view email) {
    auto key = lowered(email);
    const auto at = key.rfind('@');
    if (at == std::string::npos) return key;
    const auto domain = key.substr(at + 1);
    if (domain != "gmail.com" && domain != "googlemail.com") return key;
    auto local = key.substr(0, std::min(at, key.find('+')));
    std::erase(local, '.');
    return local + "@gmail.com";
}

bool email_is_generic(std::string_view email) {
    constexpr std::array<std::string_view, 9> roles = {"contact", "info",    "commercial", "compta",   "rh",
                                                       "sav",     "bonjour", "accueil",    "direction"};
    return std::ranges::find(roles, lowered(email.substr(0, email.find('@')))) != roles.end();
}

bool email_domain_is_free(std::string_view email) {
    constexpr std::array<std::string_view, 32> domains = {
        "aliceadsl.fr", "aol.com",        "bbox.fr",        "club-internet.fr", "free.fr",     "gmail.com",
        "gmx.com",      "gmx.fr",         "googlemail.com", "hotmail.com",      "hotmail.fr",  "icloud.com",
        "laposte.net",  "live.com",       "live.fr",        "mac.com",          "mail.com",    "me.com",
        "msn.com",      "neuf.fr",        "numericable.fr", "orange.fr",        "outlook.com", "outlook.fr",
        "proton.me",    "protonmail.com", "sfr.fr",         "voila.fr",         "wanadoo.fr",  "yahoo.com",
        "yahoo.fr",     "ymail.com"};
    const auto at = email.rfind('@');
    return at != std::string_view::npos && std::ranges::find(domains, lowered(email.substr(at + 1))) != domains.end();
}

}  // namespace elan
