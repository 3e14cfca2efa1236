#include "channels/email/mail.hpp"

#include <gmime/gmime.h>

#include <memory>
#include <mutex>

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
}

Owned<GMimePart> text_part(const std::string& text) {
    Owned<GMimeTextPart> part(g_mime_text_part_new_with_subtype("plain"));
    g_mime_text_part_set_charset(part.get(), "utf-8");
    g_mime_text_part_set_text(part.get(), text.c_str());
    g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return Owned<GMimePart>(GMIME_PART(part.release()));
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
    refuse_controls(mail.to, "l’adresse");
    refuse_controls(mail.from, "l’adresse d’expédition");
    refuse_controls(mail.from_name, "le nom d’expédition");
    refuse_controls(mail.subject, "l’objet");

    const Owned<GMimeMessage> message(g_mime_message_new(TRUE));
    g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_FROM, mail.from_name.c_str(), mail.from.c_str());
    g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_TO, nullptr, mail.to.c_str());
    g_mime_message_set_subject(message.get(), mail.subject.c_str(), "utf-8");
    g_mime_message_set_message_id(message.get(), mail.message_id.c_str());
    GDateTime* date = g_date_time_new_from_unix_utc(mail.date / 1000);
    g_mime_message_set_date(message.get(), date);
    g_date_time_unref(date);
    const auto part = text_part(mail.text);
    g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(part.get()));
    return with_crlf(message.get());
}

}  // namespace elan
