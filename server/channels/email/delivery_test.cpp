#include "channels/email/delivery.hpp"

#include <gtest/gtest.h>

#include "platform/refusal.hpp"
#include "testing/smtp_sink.hpp"

namespace elan {
namespace {

using testing::SmtpSink;
using Answer = SmtpSink::Answer;

const Egress egress({.hosts = {"127.0.0.1", "localhost"}, .private_addresses = true});

Mail mail_to(const std::string& to) {
    return {.from_name = "Chauffage Le Goff",
            .from = "bonjour@legoff.example",
            .to = to,
            .subject = "Votre devis n° 12",
            .text = "Bonjour,\n.un point en tête\n..deux\n\nÀ bientôt",
            .message_id = "0192@legoff.example",
            .date = 1'767'258'000'000};
}

SmtpServer server_of(const SmtpSink& sink) {
    return {.host = "127.0.0.1", .port = sink.port(), .authorities = sink.certificate(), .patience_ms = 10'000};
}

class ScriptedDelivery : public ::testing::Test {
 protected:
    Delivery offered(Answer answer, const Mail& mail) {
        sink.script(mail.to, answer);
        return deliver(egress, server_of(sink), mail);
    }
    Delivery offered(Answer answer) { return offered(answer, mail_to("client@exemple.example")); }
    Delivery offered_large(Answer answer) {
        auto mail = mail_to("client@exemple.example");
        for (int i = 0; i < 400'000; ++i) mail.text += "une ligne de plus\n";
        return offered(answer, mail);
    }
    SmtpSink sink;
};

TEST_F(ScriptedDelivery, IsDeliveredWhenTheServerSaysSo) {
    const auto delivery = offered(Answer::Accept);
    EXPECT_EQ(delivery.outcome, Delivery::Delivered) << delivery.detail;
    EXPECT_EQ(delivery.reply, "250 2.0.0 Ok: queued as SINK1");
    EXPECT_EQ(delivery.queue_id, "SINK1");
    const auto transcript = sink.transcripts(1).front();
    EXPECT_TRUE(transcript.encrypted);
    EXPECT_NE(transcript.client.find("MAIL FROM:<bonjour@legoff.example>"), std::string::npos);
    ASSERT_EQ(sink.accepted().size(), 1U);
    EXPECT_EQ(sink.accepted().front().to, "client@exemple.example");
}

TEST_F(ScriptedDelivery, ArrivesByteForByte) {
    const auto mail = mail_to("client@exemple.example");
    offered(Answer::Accept, mail);
    ASSERT_EQ(sink.accepted().size(), 1U);
    EXPECT_EQ(sink.accepted().front().content, mime_of(mail));
}

TEST_F(ScriptedDelivery, LargeOnesArriveToo) {
    EXPECT_EQ(offered_large(Answer::Accept).outcome, Delivery::Delivered);
    ASSERT_EQ(sink.accepted().size(), 1U);
    EXPECT_GT(sink.accepted().front().content.size(), 7'000'000U);
}

TEST_F(ScriptedDelivery, IsDeliveredEvenWhenTheLineIsCutAfterwards) {
    EXPECT_EQ(offered(Answer::AcceptThenDrop).outcome, Delivery::Delivered);
    EXPECT_EQ(sink.accepted().size(), 1U);
}

TEST_F(ScriptedDelivery, IsRefusedByTheServersWord) {
    const auto delivery = offered(Answer::Refuse);
    EXPECT_EQ(delivery.outcome, Delivery::Refused);
    EXPECT_EQ(delivery.reply, "550 5.1.1 no such person 5.1.1 here");
    EXPECT_EQ(offered(Answer::RefuseContent).outcome, Delivery::Refused);
    EXPECT_EQ(offered_large(Answer::RefuseContent).outcome, Delivery::Refused);
    EXPECT_TRUE(sink.accepted().empty());
}

TEST_F(ScriptedDelivery, IsRefusedForNow) {
    const auto delivery = offered(Answer::Defer);
    EXPECT_EQ(delivery.outcome, Delivery::TemporarilyRefused);
    EXPECT_EQ(delivery.reply, "450 4.2.1 mailbox busy");
}

TEST_F(ScriptedDelivery, IsUncertainWhenOnlyTheAnswerIsMissing) {
    EXPECT_EQ(offered(Answer::DropAfterContent).outcome, Delivery::Uncertain);
    EXPECT_EQ(offered_large(Answer::DropAfterContent).outcome, Delivery::Uncertain);
    auto server = server_of(sink);
    server.patience_ms = 300;
    sink.script("muet@exemple.example", Answer::SilenceAfterContent);
    EXPECT_EQ(deliver(egress, server, mail_to("muet@exemple.example")).outcome, Delivery::Uncertain);
    EXPECT_EQ(sink.accepted().size(), 3U);
}

TEST_F(ScriptedDelivery, IsNotSentWhenTheLineIsCutInTheMiddle) {
    EXPECT_EQ(offered_large(Answer::DropInContent).outcome, Delivery::NotSent);
    EXPECT_TRUE(sink.accepted().empty());
}

TEST_F(ScriptedDelivery, IsNotSentWhenSomeoneGivesUpBeforeTheContent) {
    const auto delivery = deliver(egress, server_of(sink), mail_to("client@exemple.example"), [] { return true; });
    EXPECT_EQ(delivery.outcome, Delivery::NotSent);
    EXPECT_TRUE(sink.accepted().empty());
}

TEST(Delivery, IsNotSentToABusyServer) {
    SmtpSink sink({.busy = true});
    const auto delivery = deliver(egress, server_of(sink), mail_to("client@exemple.example"));
    EXPECT_EQ(delivery.outcome, Delivery::NotSent);
    EXPECT_TRUE(delivery.reply.starts_with("421 ")) << delivery.reply;
}

TEST(Delivery, IsNotSentToAServerThatIsAway) {
    std::uint16_t port = 0;
    {
        SmtpSink sink;
        port = sink.port();
    }
    const auto delivery = deliver(egress, {.host = "127.0.0.1", .port = port}, mail_to("client@exemple.example"));
    EXPECT_EQ(delivery.outcome, Delivery::NotSent);
    EXPECT_EQ(delivery.detail, "Le serveur 127.0.0.1 n’a pas pu être joint.");
}

TEST(Delivery, SaysNothingToAServerThatDoesNotEncrypt) {
    SmtpSink sink({.starttls = false, .user = "marie", .password = "secret"});
    auto server = server_of(sink);
    server.user = "marie";
    server.password = "secret";
    EXPECT_EQ(deliver(egress, server, mail_to("client@exemple.example")).outcome, Delivery::NotSent);
    const auto transcript = sink.transcripts(1).front();
    EXPECT_EQ(transcript.client.find("AUTH"), std::string::npos);
    EXPECT_EQ(transcript.client.find("MAIL"), std::string::npos);
}

TEST(Delivery, SaysNothingToAServerThatIsNotTheOneItClaims) {
    SmtpSink sink, other;
    auto server = server_of(sink);
    server.authorities = other.certificate();
    const auto delivery = deliver(egress, server, mail_to("client@exemple.example"));
    EXPECT_EQ(delivery.outcome, Delivery::NotSent);
    EXPECT_NE(delivery.detail.find("chiffré"), std::string::npos) << delivery.detail;
    EXPECT_TRUE(sink.accepted().empty());
    server.authorities = "";  // the system knows nothing of it either
    EXPECT_EQ(deliver(egress, server, mail_to("client@exemple.example")).outcome, Delivery::NotSent);
}

TEST(Delivery, SignsIn) {
    SmtpSink sink({.user = "marie", .password = "mot de passe"});
    auto server = server_of(sink);
    EXPECT_EQ(deliver(egress, server, mail_to("client@exemple.example")).outcome, Delivery::NotSent);  // 530
    server.user = "marie";
    server.password = "faux";
    const auto wrong = deliver(egress, server, mail_to("client@exemple.example"));
    EXPECT_EQ(wrong.outcome, Delivery::NotSent);
    EXPECT_TRUE(wrong.reply.starts_with("535 ")) << wrong.reply;
    server.password = "mot de passe";
    EXPECT_EQ(deliver(egress, server, mail_to("client@exemple.example")).outcome, Delivery::Delivered);
}

TEST(Delivery, NeedsLeaveForAddressesInside) {
    SmtpSink sink;
    const Egress outside({.hosts = {"127.0.0.1"}});
    const auto delivery = deliver(outside, server_of(sink), mail_to("client@exemple.example"));
    EXPECT_EQ(delivery.outcome, Delivery::NotSent);
    EXPECT_EQ(delivery.detail, "Le serveur 127.0.0.1 n’est pas une adresse permise.");
    const Egress nobody({.private_addresses = true});
    EXPECT_EQ(deliver(nobody, server_of(sink), mail_to("client@exemple.example")).outcome, Delivery::NotSent);
}

TEST(Delivery, SpeaksInClearToARelayInsideOnly) {
    SmtpSink sink({.starttls = false});
    auto server = server_of(sink);
    server.starttls = false;
    EXPECT_EQ(deliver(egress, server, mail_to("client@exemple.example")).outcome, Delivery::Delivered);
    const Egress far({.hosts = {"93.184.216.34"}, .private_addresses = true});
    server.host = "93.184.216.34";
    EXPECT_EQ(deliver(far, server, mail_to("client@exemple.example")).detail,
              "Le serveur 93.184.216.34 n’est pas une adresse permise.");
}

TEST(Delivery, NeverCarriesTwoRecipients) {
    SmtpSink sink;
    for (const auto* to : {"a@b.example>\r\nRCPT TO:<c@d.example", "a@b.example, c@d.example",
                           "a@b.example c@d.example", "a@b.example\n", "<a@b.example>"})
        EXPECT_THROW(deliver(egress, server_of(sink), mail_to(to)), Refusal) << to;
    auto mail = mail_to("a@b.example");
    mail.from = "x@y.example> SIZE=1";
    EXPECT_THROW(deliver(egress, server_of(sink), mail), Refusal);
}

}  // namespace
}  // namespace elan
