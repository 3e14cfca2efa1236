#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <memory>
#include <string>

#include "platform/egress/address.hpp"

namespace elan {

// One use of libcurl that connects nowhere but where it may: the address about to be connected to is the one checked.
class OutsideConnection {
 public:
    OutsideConnection(bool public_addresses, bool private_addresses);
    OutsideConnection(const OutsideConnection&) = delete;
    OutsideConnection& operator=(const OutsideConnection&) = delete;

    template <class Value>
    void set(CURLoption option, Value value) {
        check(curl_easy_setopt(handle_.get(), option, value));
    }
    void believe(const std::string& authorities);  // PEM text, "" for the system's
    CURLcode perform() { return curl_easy_perform(handle_.get()); }
    long number(CURLINFO what) const;
    // An address was met that may not be connected to.
    bool refused_address() const { return refused_; }
    std::string failure(CURLcode result) const;

 private:
    static void check(CURLcode result);
    static curl_socket_t open(void* self, curlsocktype, curl_sockaddr* target);
    bool allows(Reach reach) const;

    struct Cleanup {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    std::unique_ptr<CURL, Cleanup> handle_;
    bool public_addresses_, private_addresses_;
    bool refused_ = false;
    char text_[CURL_ERROR_SIZE] = {};
};

struct FreedList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using TextList = std::unique_ptr<curl_slist, FreedList>;

}  // namespace elan
