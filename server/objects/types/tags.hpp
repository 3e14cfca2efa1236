#pragma once

#include "objects/field_type.hpp"

// The names that declarations use: Field<Text>, Field<Money>… Each stands for the type of that key; Stored is what
// `record[handle]` gives. The behaviour is in the file of the type, beside this one.
namespace elan {

template <class StoredValue, char const* Key>
struct TypeTag {
    using Stored = StoredValue;
    static const FieldType& type() { return field_type(Key); }
};

namespace type_keys {
inline constexpr char text[] = "text", long_text[] = "long_text", number[] = "number", decimal[] = "decimal",
                      money[] = "money", percent[] = "percent", date[] = "date", moment[] = "moment",
                      duration[] = "duration", choice[] = "choice", choices[] = "choices", tags[] = "tags",
                      yes_no[] = "yes_no", link[] = "link", links[] = "links", file[] = "file", email[] = "email",
                      phone[] = "phone", web_address[] = "web_address", address[] = "address", siren[] = "siren",
                      siret[] = "siret", vat_number[] = "vat_number", iban[] = "iban", document[] = "document";
}

using Text = TypeTag<std::string, type_keys::text>;
using LongText = TypeTag<std::string, type_keys::long_text>;
using Number = TypeTag<std::int64_t, type_keys::number>;
using Decimal = TypeTag<double, type_keys::decimal>;
using Money = TypeTag<std::int64_t, type_keys::money>;        // cents
using Percent = TypeTag<double, type_keys::percent>;          // 0 to 100
using Date = TypeTag<std::string, type_keys::date>;           // "2026-11-23"
using Moment = TypeTag<std::int64_t, type_keys::moment>;      // UTC milliseconds
using Duration = TypeTag<std::int64_t, type_keys::duration>;  // minutes
using ChoiceOf = TypeTag<std::string, type_keys::choice>;
using Choices = TypeTag<std::string, type_keys::choices>;  // "|a|b|"
using Tags = TypeTag<std::string, type_keys::tags>;        // "|a|b|"
using YesNo = TypeTag<std::int64_t, type_keys::yes_no>;    // 0 or 1
using Link = TypeTag<std::string, type_keys::link>;        // a record's id
using Links = TypeTag<std::string, type_keys::links>;      // "|id|id|"
using File = TypeTag<std::string, type_keys::file>;        // a file's id
using Email = TypeTag<std::string, type_keys::email>;
using Phone = TypeTag<std::string, type_keys::phone>;  // E.164
using WebAddress = TypeTag<std::string, type_keys::web_address>;
using Address =
    TypeTag<std::string, type_keys::address>;  // JSON: street, postal_code, city, country, latitude, longitude
using Siren = TypeTag<std::string, type_keys::siren>;
using Siret = TypeTag<std::string, type_keys::siret>;
using VatNumber = TypeTag<std::string, type_keys::vat_number>;
using Iban = TypeTag<std::string, type_keys::iban>;
using Document = TypeTag<std::string, type_keys::document>;  // any JSON object: settings

}  // namespace elan
