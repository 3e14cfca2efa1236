#include "objects/field_type.hpp"

#include <map>
#include <stdexcept>

#include "objects/field.hpp"
#include "objects/types/all_types.hpp"

namespace elan {

bool FieldType::holds(const Value& value) const {
    switch (storage()) {
        case db::Storage::Integer:
            return is_empty(value) || std::holds_alternative<std::int64_t>(value);
        case db::Storage::Real:
            return is_empty(value) || std::holds_alternative<double>(value);
        case db::Storage::Text:
            break;
    }
    return is_empty(value) || std::holds_alternative<std::string>(value);
}

std::string FieldType::search_text(const FieldDeclaration& field, const Value& value) const {
    return show(field, value);
}

std::string FieldType::declaration_complaint(const FieldDeclaration&) const { return {}; }

double FieldType::resemblance(std::string_view, std::span<const std::string>) const { return 0; }

std::span<const FieldType* const> field_types() {
    static const std::vector<const FieldType*> all = {
        &text_type(),    &long_text_type(), &number_type(),     &decimal_type(),     &money_type(),
        &percent_type(), &date_type(),      &moment_type(),     &duration_type(),    &choice_type(),
        &choices_type(), &tags_type(),      &yes_no_type(),     &link_type(),        &links_type(),
        &file_type(),    &email_type(),     &phone_type(),      &web_address_type(), &address_type(),
        &siren_type(),   &siret_type(),     &vat_number_type(), &iban_type(),        &document_type()};
    return all;
}

const FieldType& field_type(std::string_view key) {
    for (const auto* type : field_types()) {
        if (type->key() == key) return *type;
    }
    throw std::out_of_range("unknown field type " + std::string(key));
}

Value join_set(const std::vector<std::string>& values) {
    std::string joined;
    for (const auto& value : values) {
        if (value.empty() || joined.find('|' + value + '|') != std::string::npos) continue;
        if (joined.empty()) joined = "|";
        joined += value + '|';
    }
    return joined.empty() ? Value{} : Value{std::move(joined)};
}

std::vector<std::string> split_set(const Value& value) {
    std::vector<std::string> parts;
    const auto* joined = std::get_if<std::string>(&value);
    if (!joined) return parts;
    for (std::size_t start = 1; start < joined->size();) {
        const auto end = joined->find('|', start);
        parts.push_back(joined->substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

}  // namespace elan
