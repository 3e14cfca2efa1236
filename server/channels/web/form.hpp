#pragma once

#include <map>
#include <string>
#include <vector>

#include "changes/session.hpp"
#include "platform/http/router.hpp"
#include "platform/quota.hpp"

namespace elan {

// A public form: which fields of which object strangers may fill in, and what is written with them.
struct WebForm {
    std::string slug;   // in the address: /form/contact
    std::string title;  // French
    std::string introduction;
    std::string object;                         // key
    std::vector<std::string> fields;            // keys, in order
    std::map<std::string, std::string> values;  // key → text, set on each record
};

// The web's way in: a page that works without JavaScript. What is sent twice is stored once; a trap field that people
// do not see keeps simple robots out; nobody sends more than so many an
// hour.
class WebForms {
 public:
    WebForms(Workspace& workspace, std::vector<WebForm> forms, std::int64_t sends_per_hour);
    void add_routes(http::Router& router);

 private:
    http::Response show(http::Request& request);
    http::Response take(http::Request& request);
    const WebForm& form_at(const http::Request& request) const;
    bool capture(const WebForm& form, const http::Parameters& given, const std::string& once);

    Workspace& workspace_;
    std::vector<WebForm> forms_;
    Quota sent_;  // by address
};

}  // namespace elan
