#include "channels/web/form_page.hpp"

#include <fmt/format.h>

namespace elan {

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string page(std::string_view title, std::string_view content) {
    return fmt::format(
        "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">"
        "<title>{}</title><link rel=\"stylesheet\" href=\"/form/style.css\"></head><body><main>{}</main></body></html>",
        escaped(title), content);
}

// What the browser should offer for a field: the right keyboard and what it knows of the person.
std::string_view hints(const FieldDeclaration& field) {
    static const std::map<std::string, std::string_view, std::less<>> known = {
        {"email", "type=\"email\" autocomplete=\"email\""},
        {"phone", "type=\"tel\" autocomplete=\"tel\""},
        {"name", "type=\"text\" autocomplete=\"name\""},
        {"company_name", "type=\"text\" autocomplete=\"organization\""}};
    const auto found = known.find(field.key);
    return found == known.end() ? "type=\"text\"" : found->second;
}

std::string field_html(const FieldDeclaration& field, std::string_view value, std::string_view complaint) {
    const auto described = complaint.empty()
                               ? std::string()
                               : fmt::format(" aria-invalid=\"true\" aria-describedby=\"{}-erreur\"", field.key);
    const auto required = field.required ? " required" : "";
    const auto control = field.type->key() == "long_text"
                             ? fmt::format("<textarea id=\"{0}\" name=\"{0}\" rows=\"5\"{1}{2}>{3}</textarea>",
                                           field.key, required, described, escaped(value))
                             : fmt::format("<input id=\"{0}\" name=\"{0}\" {1} value=\"{2}\"{3}{4}>", field.key,
                                           hints(field), escaped(value), required, described);
    const auto error = complaint.empty()
                           ? std::string()
                           : fmt::format("<p class=\"erreur\" id=\"{}-erreur\">{}</p>", field.key, escaped(complaint));
    return fmt::format("<div class=\"champ\"><label for=\"{}\">{}{}</label>{}{}</div>", field.key,
                       escaped(field.label.fr), field.required ? "" : " <span>(facultatif)</span>", control, error);
}

}  // namespace

std::string form_page(const WebForm& form, const Object& object, const http::Parameters& given,
                      const std::vector<FieldComplaint>& complaints, const std::string& once) {
    std::string fields;
    for (const auto& key : form.fields) {
        const auto* field = object.find(key);
        if (!field) continue;
        const auto complaint = std::ranges::find(complaints, key, &FieldComplaint::field);
        fields += field_html(*field, given[key], complaint == complaints.end() ? "" : complaint->message);
    }
    const auto summary = complaints.empty() ? std::string()
                                            : "<p class=\"erreur\" role=\"alert\">Quelques réponses sont à corriger ; "
                                              "rien de ce que vous avez écrit n’est perdu.</p>";
    return page(form.title, fmt::format("<h1>{}</h1><p>{}</p>{}<form method=\"post\" action=\"/form/{}\">"
                                        "<input type=\"hidden\" name=\"envoi\" value=\"{}\">"
                                        "<div class=\"piege\" aria-hidden=\"true\"><label for=\"adresse_du_site\">Ne "
                                        "remplissez pas ce champ</label>"
                                        "<input id=\"adresse_du_site\" name=\"adresse_du_site\" type=\"text\" "
                                        "tabindex=\"-1\" autocomplete=\"off\"></div>"
                                        "{}<button type=\"submit\">Envoyer</button></form>",
                                        escaped(form.title), escaped(form.introduction), summary, escaped(form.slug),
                                        escaped(once), fields));
}

std::string thanks_page(const WebForm& form) {
    return page("Merci",
                fmt::format("<h1>Merci, votre message est bien arrivé</h1><p>Nous vous répondons rapidement.</p>"
                            "<p><a href=\"/form/{}\">Envoyer un autre message</a></p>",
                            escaped(form.slug)));
}

std::string_view form_style() {
    return R"(:root{color-scheme:light dark;--ink:#1b2430;--soft:#5c636a;--line:#ced4da;--ground:#f6f7f9;--card:#fff;--main:#1f5fbf;--bad:#b42318}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#a6a7ab;--line:#454b54;--ground:#14181d;--card:#1d2228;--main:#5b95ea;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:2rem auto;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.25}
.champ{margin:1.25rem 0}
label{display:block;font-weight:600;margin-bottom:.25rem}
label span{font-weight:400;color:var(--soft)}
input,textarea{width:100%;padding:.625rem .75rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.5rem}
input:focus-visible,textarea:focus-visible,button:focus-visible{outline:3px solid var(--main);outline-offset:1px}
[aria-invalid]{border-color:var(--bad)}
.erreur{color:var(--bad);margin:.25rem 0 0}
.piege{position:absolute;left:-100rem}
button{padding:.75rem 1.5rem;font:inherit;font-weight:600;color:#fff;background:#1f5fbf;border:0;border-radius:.5rem;cursor:pointer}
a{color:var(--main)}
@media (max-width:30rem){main{margin:0;border:0;border-radius:0;min-height:100vh;padding:1.25rem}}
)";
}

}  // namespace elan
