#pragma once

#include "changes/session.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

namespace elan {

// How mail is sent, as an administrator sees and changes it. The password goes in and never comes out.
http::Response show_email_settings(Session& session, http::Request& request);
http::Response change_email_settings(Session& session, http::Request& request);

}  // namespace elan
