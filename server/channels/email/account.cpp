#include "channels/email/email_channel.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/sealed.hpp"

namespace elan {

namespace {

constexpr std::string_view setting_name = "email_account";

std::string sealing_key(Workspace& workspace) { return hkdf_sha256(workspace.master_key(), "elan email account", 32); }

bool flag(Json json, std::string_view name, bool otherwise) {
    bool value = false;
    return json[name].get_bool().get(value) ? otherwise : value;
}

}  // namespace

EmailAccount read_email_account(Workspace& workspace) {
    EmailAccount account;
    const auto stored = workspace.setting(setting_name);
    if (stored.empty()) return account;
    const JsonDocument document(stored);
    const auto root = document.root();
    account.server.host = text_member(root, "host");
    std::int64_t port = 587;
    if (!root["port"].get_int64().get(port)) account.server.port = static_cast<int>(port);
    account.server.user = text_member(root, "user");
    account.server.starttls = flag(root, "starttls", true);
    account.server.verify = flag(root, "verify", true);
    account.server.authorities = text_member(root, "authorities");
    account.private_addresses = flag(root, "private_addresses", false);
    account.from = text_member(root, "from");
    account.from_name = text_member(root, "from_name");
    const auto sealed = text_member(root, "password");
    if (!sealed.empty()) account.server.password = unseal(sealing_key(workspace), sealed, setting_name).value_or("");
    return account;
}

void write_email_account(Workspace& workspace, const EmailAccount& account) {
    JsonWriter out;
    out.begin_object()
        .field("host", account.server.host)
        .field("port", account.server.port)
        .field("user", account.server.user);
    out.field("starttls", account.server.starttls)
        .field("verify", account.server.verify)
        .field("authorities", account.server.authorities);
    out.field("private_addresses", account.private_addresses)
        .field("from", account.from)
        .field("from_name", account.from_name);
    if (!account.server.password.empty()) {
        out.field("password",
                  seal(sealing_key(workspace), account.server.password, setting_name, workspace.randomness()));
    }
    out.end_object();
    workspace.set_setting(setting_name, out.str());
}

}  // namespace elan
