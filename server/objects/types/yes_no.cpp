#include <fmt/format.h>
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

#include "insight/text/fold.hpp"

namespace elan {

namespace {

// Yes or no, kept as 1 or 0.
class YesNoType : public WholeType {
 public:
    std::string_view key() const override { return "yes_no"; }
    Comparison comparison() const override { return Comparison::Flag; }
    Accepted accept(const FieldDeclaration&, Json given) const override {
        if (given.is_null()) return {};
        bool yes = false;
        if (given.get_bool().get(yes)) return Accepted::refused("Donnez oui ou non (true ou false).");
        return {.value = std::int64_t{yes}};
    }
    Accepted parse(const FieldDeclaration&, std::string_view text, const TextShape&) const override {
        const auto folded = fold(text);
        if (folded.empty()) return {};
        for (const auto* word : {"oui", "o", "yes", "y", "vrai", "true", "1", "x", "on"}) {
            if (folded == word) return {.value = std::int64_t{1}};
        }
        for (const auto* word : {"non", "n", "no", "faux", "false", "0", "off"}) {
            if (folded == word) return {.value = std::int64_t{0}};
        }
        return Accepted::refused(fmt::format("« {} » n’est ni oui ni non.", text));
    }
    void write(JsonWriter& out, const FieldDeclaration&, const Value& value) const override {
        out.yes_no(std::get<std::int64_t>(value) != 0);
    }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* yes = std::get_if<std::int64_t>(&value);
        if (!yes) return {};
        return *yes != 0 ? "Oui" : "Non";
    }
    std::string json_schema(const FieldDeclaration&) const override { return R"({"type":["boolean","null"]})"; }
    std::string typescript(const FieldDeclaration&) const override { return "boolean"; }
};

}  // namespace

const FieldType& yes_no_type() {
    static const YesNoType type;
    return type;
}

}  // namespace elan
