#include <re2/re2.h>
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

#include <cmath>

#include "insight/text/fold.hpp"

namespace elan {

namespace {

// A postal address with its coordinates when they are known, kept as JSON.
class AddressType : public FieldType {
 public:
    std::string_view key() const override { return "address"; }
    db::Storage storage() const override { return db::Storage::Text; }
    Comparison comparison() const override { return Comparison::Folded; }
    bool sortable() const override { return false; }

    Accepted accept(const FieldDeclaration& field, Json given) const override {
        if (given.is_null()) return {};
        if (const auto text = json_text(given)) return parse(field, *text, {});
        if (!given.is_object()) return Accepted::refused("Donnez une adresse : rue, code postal, ville.");
        JsonWriter out;
        out.begin_object();
        bool any = false;
        for (const auto* part : {"street", "postal_code", "city", "country"}) {
            const auto text = nfc(text_member(given, part));
            if (text.size() > 300) return Accepted::refused("Cette adresse est trop longue.");
            if (text.empty()) continue;
            out.field(part, text);
            any = true;
        }
        for (const auto& [part, most] : {std::pair{"latitude", 90.0}, std::pair{"longitude", 180.0}}) {
            double degrees = 0;
            Json member;
            if (given[part].get(member) || member.is_null()) continue;
            if (member.get_double().get(degrees) || std::abs(degrees) > most)
                return Accepted::refused("Ces coordonnées sont hors limites.");
            out.key(part).real(degrees);
            any = true;
        }
        out.end_object();
        return {.value = any ? Value{out.take()} : Value{}};
    }

    // One line of text: "3 rue de la Paix, 35000 Rennes". What stands before the postal code is the street.
    Accepted parse(const FieldDeclaration&, std::string_view text, const TextShape&) const override {
        static const RE2 line(R"((?s)\s*(.*?)[\s,;]*(?:\b(\d{5})\s+([^\d,;]+?(?: cedex(?: \d+)?)?))?\s*)");
        std::string street, postal_code, city;
        if (fold(text).empty()) return {};
        RE2::FullMatch(re2::StringPiece(text.data(), text.size()), line, &street, &postal_code, &city);
        JsonWriter out;
        out.begin_object();
        if (!street.empty()) out.field("street", nfc(street));
        if (!postal_code.empty()) out.field("postal_code", postal_code).field("city", nfc(city));
        out.end_object();
        return {.value = out.take()};
    }

    void write(JsonWriter& out, const FieldDeclaration&, const Value& value) const override {
        out.raw(std::get<std::string>(value));
    }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* json = std::get_if<std::string>(&value);
        if (!json) return {};
        const JsonDocument address(*json);
        const auto part = [&](std::string_view name) { return std::string(text_member(address.root(), name)); };
        auto town = part("postal_code");
        if (!part("city").empty()) town += (town.empty() ? "" : " ") + part("city");
        auto shown = part("street");
        for (const auto& next : {town, part("country")}) {
            if (!next.empty()) shown += (shown.empty() ? "" : ", ") + next;
        }
        return shown;
    }
    std::string json_schema(const FieldDeclaration&) const override {
        return R"({"type":["object","null"],"properties":{"street":{"type":"string"},"postal_code":{"type":"string"},"city":{"type":"string"},"country":{"type":"string"},"latitude":{"type":"number"},"longitude":{"type":"number"}}})";
    }
    std::string typescript(const FieldDeclaration&) const override {
        return "{ street?: string; postal_code?: string; city?: string; country?: string; latitude?: number; "
               "longitude?: number }";
    }
};

}  // namespace

const FieldType& address_type() {
    static const AddressType type;
    return type;
}

}  // namespace elan
