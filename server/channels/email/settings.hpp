#pragma once

#include "changes/session.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

namespace elan {

// How mail is sent, as an administrator sees and changes it. The password goes in and never comes out.
http::Response show_email_settings(Session& session, http::Request& request);
http::Response change_email_settings(Session& session, http::Request& request);
// A mail to whoever asks, to see that it arrives; what became of it stands in the settings as the last mail.
http::Response send_test_email(Session& session, http::Request& request);

}  // namespace elan
