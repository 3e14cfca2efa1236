#include "platform/egress/connection.hpp"

#include <sys/socket.h>

#include <mutex>
#include <stdexcept>

namespace elan {

namespace {

CURL* new_handle() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    return curl_easy_init();
}

}  // namespace

OutsideConnection::OutsideConnection(bool public_addresses, bool private_addresses)
    : handle_(new_handle()), public_addresses_(public_addresses), private_addresses_(private_addresses) {
    if (!handle_) throw std::runtime_error("libcurl cannot start");
    set(CURLOPT_OPENSOCKETFUNCTION, open);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_ERRORBUFFER, text_);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROXY, "");  // not even the environment's: a proxy would connect where nobody checked
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, 15'000L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
}

void OutsideConnection::believe(const std::string& authorities) {
    if (authorities.empty()) return;
    curl_blob blob{const_cast<char*>(authorities.data()), authorities.size(), CURL_BLOB_COPY};
    set(CURLOPT_CAINFO_BLOB, &blob);
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
}

long OutsideConnection::number(CURLINFO what) const {
    long value = 0;
    curl_easy_getinfo(handle_.get(), what, &value);
    return value;
}

std::string OutsideConnection::failure(CURLcode result) const {
    if (result == CURLE_OK) return {};
    return text_[0] ? text_ : curl_easy_strerror(result);
}

void OutsideConnection::check(CURLcode result) {
    if (result != CURLE_OK) throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(result));
}

curl_socket_t OutsideConnection::open(void* self, curlsocktype, curl_sockaddr* target) {
    auto& connection = *static_cast<OutsideConnection*>(self);
    if (!connection.allows(reach_of(target->addr))) {
        connection.refused_ = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
}

bool OutsideConnection::allows(Reach reach) const {
    return (reach == Reach::Public && public_addresses_) || (reach == Reach::Inside && private_addresses_);
}

}  // namespace elan
