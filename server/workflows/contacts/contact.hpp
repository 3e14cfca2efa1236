#pragma once

#include "objects/object.hpp"

namespace elan {

// A person we know, usually in a company.
struct Contact : Object {
    Contact() : Object("contact", "Contact", "Contacts") {
        english("Contact", "Contacts");
        known_as("contacts", "address-book");
        titled_by(first_name, last_name);
        owned_by(owner);
    }

    Field<Text> first_name = field("first_name", "Prénom", "First name").searchable();
    Field<Text> last_name = field("last_name", "Nom", "Last name").required().searchable().indexed();
    Field<Email> email = field("email", "E-mail", "E-mail").searchable().indexed();
    Field<Phone> phone = field("phone", "Téléphone", "Phone").searchable();
    Field<Phone> mobile = field("mobile", "Mobile", "Mobile").searchable();
    Field<Text> job_title = field("job_title", "Fonction", "Job title");
    Field<Link> company = field("company", "Société", "Company").to("company");
    Field<Address> address = field("address", "Adresse", "Address");
    Field<Link> owner = field("owner", "Responsable", "Owner").to("user").tracked();
    Field<Tags> tags = field("tags", "Étiquettes", "Tags");
    Field<YesNo> do_not_contact = field("do_not_contact", "Ne pas contacter", "Do not contact").tracked();
    Field<LongText> description = field("description", "Description", "Description");
};
inline const Contact contact;

}  // namespace elan
