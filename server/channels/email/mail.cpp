#include "channels/email/mail.hpp"

#include <gmime/gmime.h>

#include <memory>
#include <mutex>

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void start_gmime() {
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

void refuse_controls(const std::string& text, const char* what) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            refuse(Problem::Invalid, std::string("Des caractères interdits se trouvent dans ") + what + ".");
    }
    if (!g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr))
        refuse(Problem::Invalid, std::string("Un texte illisible se trouve dans ") + what + ".");
}

// One address, and nothing that a reader of headers could take for the end of it or the beginning of another.
void refuse_other_than_address(const std::string& text, const char* what) {
    refuse_controls(text, what);
    const auto at = text.find('@');
    const bool one = at != std::string::npos && at > 0 && at + 1 < text.size() && at == text.rfind('@');
    if (!one || text.find_first_of(" <>()[],;:\\\"") != std::string::npos)
        refuse(Problem::Invalid, std::string(what) + " n’est pas une adresse e-mail.");
}

void refuse_unwritable(const Mail& mail) {
    refuse_other_than_address(mail.to, "L’adresse du destinataire");
    refuse_other_than_address(mail.from, "L’adresse d’expédition");
    refuse_other_than_address(mail.message_id, "L’identifiant du message");
    refuse_controls(mail.to_name, "le nom du destinataire");
    refuse_controls(mail.from_name, "le nom d’expédition");
    refuse_controls(mail.subject, "l’objet");
    refuse_controls(mail.unsubscribe, "l’adresse de désabonnement");
    if (mail.text.find('\0') != std::string::npos || mail.html.find('\0') != std::string::npos)
        refuse(Problem::Invalid, "Le texte du message contient un caractère nul.");
}

Owned<GMimePart> text_part(const char* kind, const std::string& text) {
    Owned<GMimeTextPart> part(g_mime_text_part_new_with_subtype(kind));
    g_mime_text_part_set_charset(part.get(), "utf-8");
    g_mime_text_part_set_text(part.get(), text.c_str());
    g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return Owned<GMimePart>(GMIME_PART(part.release()));
}

Owned<GMimeObject> content_of(const Mail& mail) {
    auto text = text_part("plain", mail.text);
    if (mail.html.empty()) return Owned<GMimeObject>(GMIME_OBJECT(text.release()));
    const auto html = text_part("html", mail.html);
    Owned<GMimeMultipart> both(g_mime_multipart_new_with_subtype("alternative"));
    g_mime_multipart_add(both.get(), GMIME_OBJECT(text.get()));
    g_mime_multipart_add(both.get(), GMIME_OBJECT(html.get()));
    // The same mail is the same text at each try, so its boundary comes from its identifier.
    g_mime_multipart_set_boundary(both.get(), ("=_" + hex(sha256(mail.message_id)).substr(0, 32)).c_str());
    return Owned<GMimeObject>(GMIME_OBJECT(both.release()));
}

void add_mailbox(GMimeMessage* message, GMimeAddressType kind, const std::string& name, const std::string& address) {
    const Owned<InternetAddress> mailbox(
        internet_address_mailbox_new(name.empty() ? nullptr : name.c_str(), address.c_str()));
    internet_address_set_charset(mailbox.get(), "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(message, kind), mailbox.get());
}

void add_date(GMimeMessage* message, std::int64_t date) {
    GDateTime* moment = g_date_time_new_from_unix_utc(date / 1000);
    g_mime_message_set_date(message, moment);
    g_date_time_unref(moment);
}

void add_unsubscribe(GMimeMessage* message, const std::string& address) {
    if (address.empty()) return;
    auto* object = GMIME_OBJECT(message);
    g_mime_object_set_header(object, "List-Unsubscribe", ("<" + address + ">").c_str(), "utf-8");
    g_mime_object_set_header(object, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", "utf-8");
}

std::string with_crlf(GMimeMessage* message) {
    auto* format = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    char* text = g_mime_object_to_string(GMIME_OBJECT(message), format);
    std::string wire(text);
    g_free(text);
    g_mime_format_options_free(format);
    return wire;
}

}  // namespace

std::string mime_of(const Mail& mail) {
    start_gmime();
    refuse_unwritable(mail);

    const Owned<GMimeMessage> message(g_mime_message_new(TRUE));
    add_mailbox(message.get(), GMIME_ADDRESS_TYPE_FROM, mail.from_name, mail.from);
    add_mailbox(message.get(), GMIME_ADDRESS_TYPE_TO, mail.to_name, mail.to);
    g_mime_message_set_subject(message.get(), mail.subject.c_str(), "utf-8");
    g_mime_message_set_message_id(message.get(), mail.message_id.c_str());
    add_date(message.get(), mail.date);
    add_unsubscribe(message.get(), mail.unsubscribe);
    const auto content = content_of(mail);
    g_mime_message_set_mime_part(message.get(), content.get());
    return with_crlf(message.get());
}

}  // namespace elan
