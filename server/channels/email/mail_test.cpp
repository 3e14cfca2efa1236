#include "channels/email/mail.hpp"

#include <gmime/gmime.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>

#include "platform/refusal.hpp"

namespace elan {
namespace {

Mail plain() {
    return {.from_name = "Élodie Le Goff",
            .from = "elodie@legoff.example",
            .to_name = "Noël, dit « Œuf »",
            .to = "noel@exemple.example",
            .subject = "Votre devis de chaudière à condensation : 1 234,56 €",
            .text = "Bonjour,\n\nDès réception de l’accord…\n",
            .message_id = "0192-a@legoff.example",
            .date = 1'767'258'000'000};
}

std::string header(const std::string& wire, const std::string& name) {
    const auto at = ("\r\n" + wire).find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 2;
    return wire.substr(from, wire.find("\r\n", from) - from);
}

// What a reader of mail understands of it.
struct Read {
    explicit Read(const std::string& wire) {
        GMimeStream* stream = g_mime_stream_mem_new_with_buffer(wire.data(), wire.size());
        GMimeParser* parser = g_mime_parser_new_with_stream(stream);
        message = g_mime_parser_construct_message(parser, nullptr);
        g_object_unref(parser);
        g_object_unref(stream);
    }
    ~Read() { g_object_unref(message); }
    std::string text() const {
        char* held = g_mime_text_part_get_text(GMIME_TEXT_PART(g_mime_message_get_mime_part(message)));
        std::string copy(held);
        g_free(held);
        std::erase(copy, '\r');
        return copy;
    }
    GMimeMessage* message;
};

TEST(Mail, IsReadAsItWasWritten) {
    const auto mail = plain();
    const Read read(mime_of(mail));
    EXPECT_EQ(g_mime_message_get_subject(read.message), mail.subject);
    EXPECT_EQ(read.text(), mail.text);
    auto* to = internet_address_list_get_address(g_mime_message_get_to(read.message), 0);
    EXPECT_EQ(internet_address_get_name(to), mail.to_name);
    EXPECT_EQ(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(to)), mail.to);
    EXPECT_EQ(internet_address_list_length(g_mime_message_get_to(read.message)), 1);
}

TEST(Mail, IsSevenBitsInLinesThatEveryServerTakes) {
    auto mail = plain();
    mail.text += std::string(5000, 'x') + "\n" + "é";
    mail.subject = std::string(300, 'a') + " " + std::string(300, 'e');
    const auto wire = mime_of(mail);
    std::size_t start = 0;
    for (std::size_t end = wire.find("\r\n"); end != std::string::npos; end = wire.find("\r\n", start)) {
        EXPECT_LE(end - start, 998U);
        start = end + 2;
    }
    EXPECT_EQ(start, wire.size());
    for (std::size_t i = 0; i < wire.size(); ++i) {
        ASSERT_LT(static_cast<unsigned char>(wire[i]), 0x80);
        ASSERT_TRUE(wire[i] != '\n' || wire[i - 1] == '\r');
    }
}

TEST(Mail, HasTheHeadersItNeeds) {
    const auto wire = mime_of(plain());
    EXPECT_EQ(header(wire, "Date"), "Thu, 01 Jan 2026 09:00:00 +0000");
    EXPECT_EQ(header(wire, "Message-Id"), "<0192-a@legoff.example>");
    EXPECT_EQ(header(wire, "List-Unsubscribe"), "");
    EXPECT_TRUE(header(wire, "From").starts_with("=?UTF-8?")) << header(wire, "From");
}

TEST(Mail, CanBeEndedByOneClick) {
    auto mail = plain();
    mail.unsubscribe = "https://crm.legoff.example/u/0123456789";
    const auto wire = mime_of(mail);
    EXPECT_EQ(header(wire, "List-Unsubscribe"), "<https://crm.legoff.example/u/0123456789>");
    EXPECT_EQ(header(wire, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
}

TEST(Mail, IsTheSameAtEachTry) {
    auto mail = plain();
    mail.html = "<p>Dès réception de l’accord…</p>";
    const auto wire = mime_of(mail);
    EXPECT_EQ(wire, mime_of(mail));
    EXPECT_NE(wire.find("multipart/alternative"), std::string::npos);
    EXPECT_LT(wire.find("text/plain"), wire.find("text/html"));
}

TEST(Mail, RefusesWhatWouldForgeAHeader) {
    for (const auto* forged : {"x\r\nBcc: victim@exemple.example", "x\nBcc: v", "x\rBcc: v", "x\tv", "x\x7f", "\xff"}) {
        for (auto member : {&Mail::subject, &Mail::from_name, &Mail::to_name, &Mail::unsubscribe, &Mail::to,
                            &Mail::from, &Mail::message_id}) {
            auto mail = plain();
            mail.*member = forged;
            EXPECT_THROW(mime_of(mail), Refusal) << forged;
        }
    }
}

// Names made of what has a meaning in headers.
RC_GTEST_PROP(Mail, CarriesAnyNameAsOneName, ()) {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "é", "Œ", ",", "<", ">", "\"", "@", ":", ";", " ", "a", "=?utf-8?q?", "?=", "(", ")", "\\", "x@y.example"));
    auto mail = plain();
    for (const auto& piece : pieces) mail.to_name += piece;
    mail.subject = mail.to_name;
    const Read read(mime_of(mail));
    RC_ASSERT(internet_address_list_length(g_mime_message_get_to(read.message)) == 1);
    auto* to = internet_address_list_get_address(g_mime_message_get_to(read.message), 0);
    RC_ASSERT(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(to)) == mail.to);
}

}  // namespace
}  // namespace elan
