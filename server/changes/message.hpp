#pragma once

#include "objects/object.hpp"

namespace elan {

// Something to be delivered to someone: a workflow commits it, a channel delivers it and notes the outcome. It ends in
// exactly one of delivered, refused, suppressed, uncertain.
struct Message : Object {
    Message() : Object("message", "Message", "Messages") {
        english("Message", "Messages");
        known_as("messages", "mail");
        titled_by(subject);
        told_at(created_at);
    }

    Field<Text> to = field("to", "Destinataire", "To").required().searchable();
    Field<Text> subject = field("subject", "Objet", "Subject").searchable();
    Field<LongText> body = field("body", "Texte", "Body");
    Field<ChoiceOf> channel =
        field("channel", "Canal", "Channel")
            .starts_as("email")
            .choices({{"email", {"E-mail", "E-mail"}, "indigo"}, {"sms", {"SMS", "SMS"}, "teal"}});
    Field<ChoiceOf> status = field("status", "État", "Status")
                                 .readonly()
                                 .tracked()
                                 .indexed()
                                 .starts_as("queued")
                                 .choices({{"queued", {"En attente", "Queued"}, "gray"},
                                           {"sending", {"En cours d’envoi", "Sending"}, "blue"},
                                           {"delivered", {"Remis", "Delivered"}, "green"},
                                           {"refused", {"Refusé", "Refused"}, "red"},
                                           {"suppressed", {"Non envoyé", "Suppressed"}, "orange"},
                                           {"uncertain", {"Incertain", "Uncertain"}, "yellow"}});
    Field<Text> detail = field("detail", "Détail", "Detail").readonly();
    Field<Link> about = field("about", "Concerne", "About").to("*");
    Field<Moment> sent_at = field("sent_at", "Envoyé le", "Sent").readonly();
    Field<Number> attempts = field("attempts", "Tentatives", "Attempts").readonly();
    Field<Number> epoch = field("epoch", "Époque", "Epoch").readonly();  // of the base when it was written
    Field<LongText> sealed_body = field("sealed_body", "Texte scellé", "Sealed body").secret();  // instead of the body
};
inline const Message message;

}  // namespace elan
