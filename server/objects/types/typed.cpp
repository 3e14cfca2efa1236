#include "objects/types/typed.hpp"

#include <fmt/format.h>

#include <set>

#include "insight/text/fold.hpp"
#include "insight/text/french_numbers.hpp"

namespace elan {

namespace {

bool is_white(std::string_view text) { return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos; }

std::string trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\r\n\v\f";
    const auto start = text.find_first_not_of(white);
    if (start == std::string_view::npos) return {};
    return std::string(text.substr(start, text.find_last_not_of(white) - start + 1));
}

}  // namespace

std::optional<std::string_view> json_text(Json given) {
    std::string_view text;
    if (given.get_string().get(text)) return std::nullopt;
    return text;
}

Accepted TextualType::accept(const FieldDeclaration& field, Json given) const {
    if (given.is_null()) return {};
    const auto text = json_text(given);
    if (!text) return Accepted::refused("Donnez un texte.");
    return parse(field, *text, {});
}

Accepted TextualType::parse(const FieldDeclaration& field, std::string_view text, const TextShape&) const {
    if (is_white(text)) return {};
    if (!valid_utf8(text)) return Accepted::refused("Ce texte contient des caractères illisibles.");
    auto tidy = nfc(trimmed(text));
    if (tidy.size() > longest() && graphemes(tidy) > longest()) {
        return Accepted::refused(fmt::format("Ce texte est trop long : {} caractères au plus.", longest()));
    }
    return tidied(field, std::move(tidy));
}

void TextualType::write(JsonWriter& out, const FieldDeclaration&, const Value& value) const {
    out.text(std::get<std::string>(value));
}

std::string TextualType::show(const FieldDeclaration&, const Value& value) const {
    const auto* text = std::get_if<std::string>(&value);
    return text ? *text : std::string();
}

std::string TextualType::json_schema(const FieldDeclaration&) const {
    const auto named = format().empty() ? std::string() : fmt::format(R"(,"format":"{}")", format());
    return fmt::format(R"({{"type":["string","null"],"maxLength":{}{}}})", longest(), named);
}

Accepted WholeType::within(std::int64_t value) const {
    if (value < least() || value > most()) return Accepted::refused("Ce nombre est hors limites.");
    return {.value = value};
}

Accepted WholeType::accept(const FieldDeclaration&, Json given) const {
    if (given.is_null()) return {};
    std::int64_t value = 0;
    if (!given.get_int64().get(value)) return within(value);
    double real = 0;
    if (!given.is_string() && !given.get_double().get(real) &&
        real == static_cast<double>(static_cast<std::int64_t>(real))) {
        return within(static_cast<std::int64_t>(real));
    }
    if (const auto text = json_text(given); text && is_white(*text)) return {};
    return Accepted::refused("Donnez un nombre entier.");
}

void WholeType::write(JsonWriter& out, const FieldDeclaration&, const Value& value) const {
    out.integer(std::get<std::int64_t>(value));
}

std::string WholeType::json_schema(const FieldDeclaration&) const {
    return fmt::format(R"({{"type":["integer","null"],"minimum":{},"maximum":{}}})", least(), most());
}

Accepted RealType::within(double value) const {
    if (!(value >= least() && value <= most())) return Accepted::refused("Ce nombre est hors limites.");
    return {.value = value};
}

Accepted RealType::accept(const FieldDeclaration&, Json given) const {
    if (given.is_null()) return {};
    double value = 0;
    if (!given.is_string() && !given.get_double().get(value)) return within(value);
    if (const auto text = json_text(given); text && is_white(*text)) return {};
    return Accepted::refused("Donnez un nombre.");
}

Accepted RealType::parse(const FieldDeclaration&, std::string_view text, const TextShape& shape) const {
    if (is_white(text)) return {};
    const auto value = parse_real(text, shape.decimal_mark);
    if (!value) return Accepted::refused(fmt::format("« {} » n’est pas un nombre.", text));
    return within(*value);
}

void RealType::write(JsonWriter& out, const FieldDeclaration&, const Value& value) const {
    out.real(std::get<double>(value));
}

std::string RealType::json_schema(const FieldDeclaration&) const { return R"({"type":["number","null"]})"; }

Accepted SetType::accept(const FieldDeclaration& field, Json given) const {
    if (given.is_null()) return {};
    simdjson::dom::array items;
    if (given.get_array().get(items)) return Accepted::refused("Donnez une liste de textes.");
    std::vector<std::string> values;
    for (const auto item : items) {
        const auto text = json_text(item);
        if (!text) return Accepted::refused("Donnez une liste de textes.");
        auto accepted = one(field, trimmed(*text));
        if (!accepted.ok()) return accepted;
        if (!is_empty(accepted.value)) values.push_back(std::get<std::string>(accepted.value));
    }
    if (values.size() > 500) return Accepted::refused("Cette liste est trop longue : 500 valeurs au plus.");
    return {.value = join_set(values)};
}

Accepted SetType::parse(const FieldDeclaration& field, std::string_view text, const TextShape&) const {
    std::vector<std::string> values;
    while (!text.empty()) {
        const auto end = text.find_first_of(",;|\n");
        const auto part = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (part.empty()) continue;
        auto accepted = one(field, part);
        if (!accepted.ok()) return accepted;
        values.push_back(std::get<std::string>(accepted.value));
    }
    return {.value = join_set(values)};
}

void SetType::write(JsonWriter& out, const FieldDeclaration&, const Value& value) const {
    out.begin_array();
    for (const auto& part : split_set(value)) out.text(part);
    out.end_array();
}

std::string SetType::show(const FieldDeclaration& field, const Value& value) const {
    std::string text;
    for (const auto& part : split_set(value)) text += (text.empty() ? "" : ", ") + show_one(field, part);
    return text;
}

Accepted SetType::operand(const FieldDeclaration& field, Json given) const {
    const auto text = json_text(given);
    return text ? one(field, trimmed(*text)) : Accepted::refused("Donnez un texte.");
}

std::string SetType::json_schema(const FieldDeclaration&) const {
    return R"({"type":["array","null"],"items":{"type":"string"}})";
}

const Choice* choice_meant(const FieldDeclaration& field, std::string_view text) {
    if (const auto* exact = field.choice(text)) return exact;
    const auto wanted = fold(text);
    const auto found = std::ranges::find_if(field.choices, [&](const Choice& choice) {
        return fold(choice.key) == wanted || fold(choice.label.fr) == wanted || fold(choice.label.en) == wanted;
    });
    return found == field.choices.end() ? nullptr : &*found;
}

std::string choices_complaint(const FieldDeclaration& field) {
    if (field.choices.empty()) return "Donnez au moins une option.";
    std::set<std::string> keys;
    for (const auto& choice : field.choices) {
        const bool bad_key = choice.key.empty() || choice.key.find('|') != std::string::npos;
        if (bad_key || choice.label.fr.empty()) return "Chaque option a une clé (sans « | ») et un nom.";
        if (!keys.insert(choice.key).second) return "Deux options ont la même clé.";
    }
    return {};
}

std::string choice_keys_json(const FieldDeclaration& field) {
    JsonWriter out;
    out.begin_array();
    for (const auto& choice : field.choices) out.text(choice.key);
    out.null().end_array();
    return out.take();
}

}  // namespace elan
