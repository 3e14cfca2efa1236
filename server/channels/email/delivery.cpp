#include "channels/email/delivery.hpp"

#include <fmt/format.h>

#include <array>

namespace elan {

namespace {

using Obstacle = SmtpConversation::Obstacle;

// The name under which the server will speak of the mail in its own log, in the words of the usual servers: Postfix
// "queued as X", Exim "OK id=X", Sendmail "X Message accepted", OpenSMTPD and Exchange "queued [X]".
std::string queue_id_in(std::string_view reply) {
    constexpr std::array<std::string_view, 4> marks = {"queued as ", "id=", "queued mail for delivery ", "<"};
    for (const auto mark : marks) {
        const auto at = reply.find(mark);
        if (at == std::string_view::npos) continue;
        const auto rest = reply.substr(at + mark.size());
        return std::string(rest.substr(0, std::min<std::size_t>(rest.find_first_of(" >;)]"), 128)));
    }
    return {};
}

std::string obstacle_sentence(const SmtpConversation& said, const SmtpServer& server) {
    switch (said.obstacle) {
        case Obstacle::NotAllowed:
            return fmt::format("Le serveur {} n’est pas une adresse permise.", server.host);
        case Obstacle::Unreachable:
            return fmt::format("Le serveur {} n’a pas pu être joint.", server.host);
        case Obstacle::Encryption:
            return fmt::format("L’échange avec {} n’a pas pu être chiffré : rien n’a été envoyé.", server.host);
        case Obstacle::SignIn:
            return fmt::format("Le serveur {} n’accepte pas ce nom d’utilisateur ou ce mot de passe.", server.host);
        case Obstacle::None:
        case Obstacle::Silence:
            break;
    }
    return fmt::format("L’échange avec {} s’est interrompu avant l’envoi.", server.host);
}

// A sign-in that the server wants is asked for at any stage.
bool is_about_the_account(int code) { return code == 530 || code == 534 || code == 535 || code == 538; }

Delivery not_sent(const SmtpConversation& said, const SmtpServer& server, const std::string& reply) {
    auto sentence = is_about_the_account(said.code)
                        ? fmt::format("Le serveur {} n’accepte pas le compte d’expédition.", server.host)
                        : obstacle_sentence(said, server);
    if (said.code >= 400) sentence += fmt::format(" Sa réponse : {}", reply);
    return {.outcome = Delivery::NotSent, .detail = std::move(sentence), .reply = reply};
}

Delivery delivery_of(const SmtpConversation& said, const SmtpServer& server) {
    const auto reply = said.code == 0 ? std::string() : fmt::format("{} {}", said.code, said.reply);
    const bool offered = said.stage != SmtpStage::Opening && !is_about_the_account(said.code);
    if (said.stage == SmtpStage::Handed && said.code / 100 == 2)
        return {Delivery::Delivered, fmt::format("Remis au serveur : {}", reply), reply, queue_id_in(said.reply)};
    if (offered && said.code / 100 == 5)
        return {Delivery::Refused, fmt::format("Refusé par le serveur : {}", reply), reply};
    if (offered && said.code / 100 == 4)
        return {Delivery::TemporarilyRefused, fmt::format("Le serveur demande de réessayer plus tard : {}", reply),
                reply};
    if (said.stage == SmtpStage::Handed)
        return {Delivery::Uncertain,
                "La liaison s’est coupée avant la réponse du serveur : le message est peut-être arrivé.", reply};
    return not_sent(said, server, reply);
}

}  // namespace

Delivery deliver(const Egress& egress, const SmtpServer& server, const Mail& mail,
                 const std::function<bool()>& give_up) {
    return delivery_of(egress.send_mail(server, mail.from, mail.to, mime_of(mail), give_up), server);
}

}  // namespace elan
