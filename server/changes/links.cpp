#include "changes/links.hpp"

#include <fmt/format.h>

namespace elan {

namespace {

constexpr std::size_t most_in_one_question = 400;

bool may_link(const FieldDeclaration& field, const Object& object) {
    const bool leads_there = field.target == object.key() || field.target == "*";
    return leads_there && field.type->comparison() != Comparison::Set && !field.system;
}

// The question for one slice of records; a link to any object is written "company/0192…".
std::string question(const Object& from, const FieldDeclaration& field, std::size_t count) {
    std::string places;
    for (std::size_t i = 1; i <= count; ++i) places += fmt::format("{}${}", i == 1 ? "" : ", ", i);
    return fmt::format(R"(select id, "{}" from {} where "{}" in ({}) and deleted_at is null)", field.id, from.table(),
                       field.id, places);
}

}  // namespace

std::set<std::string> linked_records(db::Connection& connection, const Catalogue& catalogue, const Object& object,
                                     const std::vector<std::string>& ids, const std::set<std::string>& apart) {
    std::set<std::string> linked;
    auto ask = [&](const Object& from, const FieldDeclaration& field) {
        const std::string before = field.target == "*" ? object.key() + '/' : "";
        for (std::size_t start = 0; start < ids.size(); start += most_in_one_question) {
            db::Values slice;
            for (auto i = start; i < std::min(ids.size(), start + most_in_one_question); ++i)
                slice.emplace_back(before + ids[i]);
            connection.query(question(from, field, slice.size()), slice, [&](const db::Row& row) {
                if (!apart.contains(std::string(row.text(0)))) linked.emplace(row.text(1).substr(before.size()));
            });
        }
    };
    for (const auto& from : catalogue.objects()) {
        for (const auto& field : from->fields())
            if (may_link(field, object)) ask(*from, field);
    }
    return linked;
}

}  // namespace elan
