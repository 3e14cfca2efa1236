#include "changes/company_settings.hpp"

#include "insight/text/french_dates.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

constexpr std::string_view setting_name = "company";

// "https://crm.exemple.fr" out of "https://crm.exemple.fr/": where it leads must not depend on who reads it, so it has
// no name and password, no path, no question.
std::string address_complaint(const std::string& address) {
    const auto rest = address.starts_with("https://")  ? address.substr(8)
                      : address.starts_with("http://") ? address.substr(7)
                                                       : std::string();
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '[' ||
               c == ']';
    };
    if (!rest.empty() && std::ranges::all_of(rest, allowed)) return {};
    return "Donnez l’adresse que vos collègues ouvrent, sans rien après le nom : https://crm.exemple.fr.";
}

Accepted accepted(const FieldDeclaration& field, Json given) {
    auto taken = field.type->accept(field, given);
    if (!taken.ok()) return taken;
    auto* text = std::get_if<std::string>(&taken.value);
    if (!text || text->empty()) {
        if (field.required) taken.complaint = "Ce champ est nécessaire.";
        return taken;
    }
    if (field.key == "time_zone" && !is_zone(*text)) taken.complaint = "Ce fuseau horaire n’existe pas.";
    if (field.key == "public_address") {
        while (text->ends_with('/')) text->pop_back();
        taken.complaint = address_complaint(*text);
    }
    return taken;
}

}  // namespace

Inputs read_company(Workspace& workspace) {
    Inputs company(company_settings);
    const auto stored = workspace.setting(setting_name);
    const JsonDocument document(stored.empty() ? "{}" : stored);
    for (std::size_t i = 0; i < company_settings.fields().size(); ++i) {
        const auto& field = company_settings.fields()[i];
        Json given;
        company.put(
            i, document.root()[field.key].get(given) ? field.default_value : field.type->accept(field, given).value);
    }
    return company;
}

void write_company(JsonWriter& out, const Inputs& company) {
    out.begin_object();
    for (std::size_t i = 0; i < company_settings.fields().size(); ++i) {
        const auto& field = company_settings.fields()[i];
        out.key(field.key);
        if (is_empty(company.value(i)))
            out.null();
        else
            field.type->write(out, field, company.value(i));
    }
    out.end_object();
}

void change_company(Workspace& workspace, Json given) {
    auto company = read_company(workspace);
    std::vector<FieldComplaint> complaints;
    for (std::size_t i = 0; i < company_settings.fields().size(); ++i) {
        const auto& field = company_settings.fields()[i];
        Json member;
        if (given[field.key].get(member)) continue;
        auto taken = accepted(field, member);
        if (taken.ok())
            company.put(i, std::move(taken.value));
        else
            complaints.push_back({field.key, taken.complaint});
    }
    if (!complaints.empty()) refuse(std::move(complaints));
    JsonWriter out;
    write_company(out, company);
    workspace.set_setting(setting_name, out.str());
}

std::string public_address(Workspace& workspace) {
    const auto chosen = read_company(workspace)[company_settings.public_address];
    // Until someone sets it, never the Host header of a request: that would let a stranger choose where links lead.
    return chosen.empty() ? "http://localhost:8080" : chosen;
}

}  // namespace elan
