#include <fmt/format.h>
#include "objects/types/all_types.hpp"
#include "objects/types/typed.hpp"

#include "insight/text/fold.hpp"
#include "insight/text/french_dates.hpp"

namespace elan {

namespace {

// A point in time, kept as UTC milliseconds.
class MomentType : public WholeType {
 public:
    std::string_view key() const override { return "moment"; }
    Accepted accept(const FieldDeclaration& field, Json given) const override {
        const auto text = json_text(given);
        return text ? parse(field, *text, {}) : WholeType::accept(field, given);
    }
    Accepted parse(const FieldDeclaration&, std::string_view text, const TextShape& shape) const override {
        if (fold(text).empty()) return {};
        const auto moment = parse_moment(text, shape.time_zone, shape.day_first);
        if (moment) return within(*moment);
        return Accepted::refused(
            fmt::format("« {} » n’est pas une date avec heure (exemple : 23/11/2026 10:30).", text));
    }
    std::string show(const FieldDeclaration&, const Value& value) const override {
        const auto* moment = std::get_if<std::int64_t>(&value);
        return moment ? numeric_moment(*moment, "Europe/Paris") : std::string();
    }
    Value start_of_day(const std::string& day, const std::string& time_zone) const override {
        return local_moment(day, 0, 0, time_zone);
    }

 protected:
    // The years 1000 to 9999.
    std::int64_t least() const override { return -30'610'224'000'000; }
    std::int64_t most() const override { return 253'402'300'799'999; }
};

}  // namespace

const FieldType& moment_type() {
    static const MomentType type;
    return type;
}

}  // namespace elan
