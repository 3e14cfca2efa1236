#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

namespace elan {

namespace {

// Any JSON object: settings and what has no field of its own.
class DocumentType : public FieldType {
 public:
    std::string_view key() const override { return "document"; }
    db::Storage storage() const override { return db::Storage::Text; }
    Comparison comparison() const override { return Comparison::Nothing; }
    Accepted accept(const FieldDeclaration&, Json given) const override {
        if (given.is_null()) return {};
        if (!given.is_object()) return Accepted::refused("Donnez un objet JSON.");
        auto text = simdjson::minify(given);
        if (text.size() > 200'000) return Accepted::refused("Ce document est trop long.");
        return {.value = std::move(text)};
    }
    Accepted parse(const FieldDeclaration& field, std::string_view text, const TextShape&) const override {
        if (text.empty()) return {};
        simdjson::dom::parser parser;
        Json root;
        if (parser.parse(text.data(), text.size()).get(root)) return Accepted::refused("Ce texte n’est pas du JSON.");
        return accept(field, root);
    }
    void write(JsonWriter& out, const FieldDeclaration&, const Value& value) const override {
        out.raw(std::get<std::string>(value));
    }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* text = std::get_if<std::string>(&value);
        return text ? *text : std::string();
    }
    std::string search_text(const FieldDeclaration&, const Value&) const override { return {}; }
    std::string json_schema(const FieldDeclaration&) const override { return R"({"type":["object","null"]})"; }
    std::string typescript(const FieldDeclaration&) const override { return "Record<string, unknown>"; }
};

}  // namespace

const FieldType& document_type() {
    static const DocumentType type;
    return type;
}

}  // namespace elan
