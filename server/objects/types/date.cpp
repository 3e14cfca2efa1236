#include <fmt/format.h>
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

#include "insight/text/fold.hpp"
#include "insight/text/french_dates.hpp"

namespace elan {

namespace {

// A day of the calendar, kept as "2026-11-23".
class DateType : public TextualType {
 public:
    std::string_view key() const override { return "date"; }
    Comparison comparison() const override { return Comparison::Order; }
    Accepted parse(const FieldDeclaration&, std::string_view text, const TextShape& shape) const override {
        if (fold(text).empty()) return {};
        auto day = parse_day(text, shape.day_first);
        if (day) return {.value = std::move(*day)};
        return Accepted::refused(fmt::format("« {} » n’est pas une date (exemple : 23/11/2026).", text));
    }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* day = std::get_if<std::string>(&value);
        return day ? numeric_day(*day) : std::string();
    }
    std::string search_text(const FieldDeclaration&, const Value&) const override { return {}; }
    Value start_of_day(const std::string& day, const std::string&) const override { return day; }

 protected:
    std::string_view format() const override { return "date"; }
    Accepted tidied(const FieldDeclaration&, std::string text) const override { return {.value = std::move(text)}; }
};

}  // namespace

const FieldType& date_type() {
    static const DateType type;
    return type;
}

}  // namespace elan
