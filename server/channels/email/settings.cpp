#include "channels/email/settings.hpp"

#include "changes/message.hpp"
#include "channels/email/email_channel.hpp"
#include "insight/identifiers/email.hpp"
#include "people/user.hpp"

namespace elan {

namespace {

// What became of the mail that was written last, and how many wait.
void write_last_mail(Workspace& workspace, JsonWriter& out) {
    std::int64_t waiting = 0;
    out.key("last").begin_object();
    workspace.database().read([&](db::Connection& connection) {
        waiting = connection.first_integer(
            "select count(*) from o_message where channel = 'email' and status = 'queued' and deleted_at is null");
        connection.query(
            "select id, status, detail, created_at from o_message where channel = 'email' and deleted_at is null order "
            "by id desc limit 1",
            {}, [&](const db::Row& row) {
                out.field("id", row.text(0)).field("status", row.text(1)).field("detail", row.text(2));
                out.field("at", row.integer(3));
            });
    });
    out.end_object().field("waiting", waiting);
}

http::Response described(Session& session) {
    const auto account = read_email_account(session.workspace());
    JsonWriter out;
    out.begin_object()
        .field("host", account.server.host)
        .field("port", account.server.port)
        .field("user", account.server.user);
    out.field("has_password", !account.server.password.empty()).field("starttls", account.server.starttls);
    out.field("private_addresses", account.private_addresses)
        .field("from", account.from)
        .field("from_name", account.from_name);
    write_last_mail(session.workspace(), out);
    out.end_object();
    return http::Response::json(out.take());
}

// Members that are absent stay as they are.
void take_text(Json given, const char* name, std::string& into) {
    std::string_view text;
    if (!given[name].get_string().get(text)) into = text;
}

void take_flag(Json given, const char* name, bool& into) {
    bool value = false;
    if (!given[name].get_bool().get(value)) into = value;
}

}  // namespace

http::Response show_email_settings(Session& session, http::Request&) { return described(session); }

http::Response send_test_email(Session& session, http::Request&) {
    if (!read_email_account(session.workspace()).configured())
        refuse(Problem::Conflict, "Enregistrez d’abord le serveur d’envoi.");
    const auto person = session.get(session.object(user), session.actor().user_id);
    auto letter = session.make(session.object(message));
    letter.set(message.to, person[user.email]);
    letter.set(message.subject, "E-mail d’essai d’Élan");
    letter.set(message.body, "Bonjour,\n\nCet e-mail d’essai est arrivé : Élan sait envoyer vos messages.\n\nÉlan");
    session.commit("test_email", {letter});
    JsonWriter out;
    out.begin_object().field("id", letter.id()).field("to", person[user.email]).end_object();
    return http::Response::json(out.take(), 202);
}

http::Response change_email_settings(Session& session, http::Request& request) {
    const JsonDocument body(request.whole_body());
    const auto given = body.root();
    auto account = read_email_account(session.workspace());
    const auto host = account.server.host;
    take_text(given, "host", account.server.host);
    take_text(given, "user", account.server.user);
    // The password is never told to another server than the one it was given for.
    if (account.server.host != host) account.server.password.clear();
    take_text(given, "password", account.server.password);
    take_text(given, "from", account.from);
    take_text(given, "from_name", account.from_name);
    take_flag(given, "starttls", account.server.starttls);
    take_flag(given, "private_addresses", account.private_addresses);
    std::int64_t port = account.server.port;
    std::vector<FieldComplaint> complaints;
    if (Json member; !given["port"].get(member) && (member.get_int64().get(port) || port < 1 || port > 65535))
        complaints.push_back({"port", "Donnez un port entre 1 et 65535 (587 le plus souvent)."});
    account.server.port = static_cast<int>(port);
    if (const auto from = check_email(account.from); !account.server.host.empty() && !from.plausible())
        complaints.push_back({"from", from.complaint});
    if (!account.server.starttls && !account.private_addresses && account.server.port != 465) {
        complaints.push_back(
            {"starttls", "Sans chiffrement, seul un serveur de cette machine ou de son réseau est permis."});
    }
    if (!complaints.empty()) refuse(std::move(complaints));
    write_email_account(session.workspace(), account);
    return described(session);
}

}  // namespace elan
