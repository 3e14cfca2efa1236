#include <fmt/format.h>
#include <re2/re2.h>
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

#include "insight/text/fold.hpp"

namespace elan {

namespace {

// A length of time in minutes; files hold "1 h 30", "1:30" or minutes.
class DurationType : public WholeType {
 public:
    std::string_view key() const override { return "duration"; }
    Accepted parse(const FieldDeclaration&, std::string_view text, const TextShape&) const override {
        const auto folded = fold(text);
        if (folded.empty()) return {};
        static const RE2 hours(R"((\d{1,5}) ?[h:] ?(\d{0,2})(?: ?m(?:in)?)?)");
        static const RE2 minutes(R"((\d{1,7})(?: ?m(?:in(?:utes?)?)?)?)");
        std::int64_t hour = 0, minute = 0;
        std::string part;
        if (RE2::FullMatch(folded, hours, &hour, &part))
            return within(hour * 60 + (part.empty() ? 0 : std::stoi(part)));
        if (RE2::FullMatch(folded, minutes, &minute)) return within(minute);
        return Accepted::refused(fmt::format("« {} » n’est pas une durée (exemple : 1 h 30).", text));
    }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* minutes = std::get_if<std::int64_t>(&value);
        if (!minutes) return {};
        return *minutes < 60 ? fmt::format("{} min", *minutes)
                             : fmt::format("{} h {:02}", *minutes / 60, *minutes % 60);
    }

 protected:
    std::int64_t least() const override { return 0; }
};

}  // namespace

const FieldType& duration_type() {
    static const DurationType type;
    return type;
}

}  // namespace elan
