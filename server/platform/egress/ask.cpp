#include <fmt/format.h>

#include <algorithm>

#include "platform/egress/connection.hpp"
#include "platform/egress/egress.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

// The same words for every reason, so that nobody learns from them what stands behind an address.
[[noreturn]] void refuse_address() {
    refuse(Problem::Invalid,
           "Cette adresse extérieure n’est pas permise. Votre administrateur peut l’ajouter aux adresses permises.",
           "egress_refused");
}

struct Address {
    std::string scheme, host;
};

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

Address address_of(const std::string& text) {
    const std::unique_ptr<CURLU, void (*)(CURLU*)> url(curl_url(), curl_url_cleanup);
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
        refuse_address();
    return {.scheme = part_of(url.get(), CURLUPART_SCHEME), .host = part_of(url.get(), CURLUPART_HOST)};
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

struct Received {
    OutsideAnswer answer;
    std::size_t largest = 0;
    bool too_large = false;
};

std::size_t keep_body(char* bytes, std::size_t size, std::size_t count, void* given) {
    auto& received = *static_cast<Received*>(given);
    received.too_large = received.answer.body.size() + size * count > received.largest;
    if (received.too_large) return 0;
    received.answer.body.append(bytes, size * count);
    return size * count;
}

std::size_t keep_header(char* bytes, std::size_t size, std::size_t count, void* given) {
    auto& received = *static_cast<Received*>(given);
    const std::string_view line(bytes, size * count);
    if (line.starts_with("HTTP/")) received.answer.headers.clear();  // after an interim answer comes another head
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || received.answer.headers.size() >= 100) return line.size();
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    auto value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    value = value.substr(0, value.find_last_not_of(" \t\r\n") + 1);
    received.answer.headers.emplace_back(std::move(name), value);
    return line.size();
}

TextList header_lines(const OutgoingRequest& request) {
    TextList lines;
    // libcurl would wait a second for leave to send a larger body.
    auto add = [&](const std::string& line) { lines.reset(curl_slist_append(lines.release(), line.c_str())); };
    add("Expect:");
    for (const auto& [name, value] : request.headers) {
        if (has_control(name) || has_control(value))
            refuse(Problem::Invalid, "Un en-tête contient des caractères interdits.");
        add(fmt::format("{}: {}", name, value));
    }
    return lines;
}

}  // namespace

std::string_view OutsideAnswer::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
    return found == headers.end() ? std::string_view() : found->second;
}

OutsideAnswer Egress::ask(const OutgoingRequest& request) const {
    const auto address = address_of(request.url);
    const bool encrypted = address.scheme == "https";
    if ((!encrypted && address.scheme != "http") || !allows_host(address.host)) refuse_address();

    OutsideConnection connection(encrypted, policy_.private_addresses);
    const auto lines = header_lines(request);
    Received received{.answer = {}, .largest = request.largest_answer};
    connection.set(CURLOPT_URL, request.url.c_str());
    connection.set(CURLOPT_PROTOCOLS_STR, "http,https");
    connection.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    connection.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    connection.set(CURLOPT_NOBODY, request.method == "HEAD" ? 1L : 0L);
    if (!request.body.empty()) {
        connection.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        connection.set(CURLOPT_POSTFIELDS, request.body.data());
    }
    connection.set(CURLOPT_HTTPHEADER, lines.get());
    connection.set(CURLOPT_WRITEFUNCTION, keep_body);
    connection.set(CURLOPT_WRITEDATA, &received);
    connection.set(CURLOPT_HEADERFUNCTION, keep_header);
    connection.set(CURLOPT_HEADERDATA, &received);
    connection.set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.patience_ms));
    connection.believe(request.authorities);

    const auto result = connection.perform();
    if (received.too_large) throw EgressFailure(fmt::format("the answer exceeds {} bytes", request.largest_answer));
    if (result != CURLE_OK && connection.refused_address()) refuse_address();
    if (result != CURLE_OK) throw EgressFailure(connection.failure(result));
    received.answer.status = static_cast<int>(connection.number(CURLINFO_RESPONSE_CODE));
    return received.answer;
}

}  // namespace elan
