#pragma once

#include "objects/field_type.hpp"

// One function a type, each in the file of its name. field_type.cpp lists them in the order of the settings screen.
namespace elan {

const FieldType& text_type();
const FieldType& long_text_type();
const FieldType& number_type();
const FieldType& decimal_type();
const FieldType& money_type();
const FieldType& percent_type();
const FieldType& date_type();
const FieldType& moment_type();
const FieldType& duration_type();
const FieldType& choice_type();
const FieldType& choices_type();
const FieldType& tags_type();
const FieldType& yes_no_type();
const FieldType& link_type();
const FieldType& links_type();
const FieldType& file_type();
const FieldType& email_type();
const FieldType& phone_type();
const FieldType& web_address_type();
const FieldType& address_type();
const FieldType& siren_type();
const FieldType& siret_type();
const FieldType& vat_number_type();
const FieldType& iban_type();
const FieldType& document_type();

}  // namespace elan
