#include "insight/identifiers/email.hpp"

#include <idn2.h>
#include <re2/re2.h>

#include <algorithm>

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

// The ASCII form of a domain, "" when it is none.
std::string ascii_domain(const std::string& domain) {
    char* out = nullptr;
    if (idn2_to_ascii_8z(domain.c_str(), &out, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK) return {};
    std::string ascii(out);
    idn2_free(out);
    return ascii;
}

bool good_domain(const std::string& ascii) {
    static const RE2 shape(R"(([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)");
    static const RE2 all_numbers(R"(.*\.\d+)");
    return ascii.size() <= 253 && RE2::FullMatch(ascii, shape) && !RE2::FullMatch(ascii, all_numbers);
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

}  // namespace elan
