#include "changes/session.hpp"
#include "insight/text/fold.hpp"
#include "workflows/contacts/company.hpp"
#include "workflows/contacts/contact.hpp"
#include "workflows/leads/verbs.hpp"
#include "workflows/pipeline/opportunity.hpp"

namespace elan::leads {

namespace {

// A lead of a known company joins it: the same name, without regard to case and accents.
Record company_for(Session& session, const Record& converted) {
    const auto& companies = session.object(company);
    Query same_name{.object = &companies, .limit = 1};
    same_name.filter = Filter::condition(company.name.index, Filter::Op::Eq, {fold(converted[lead.company_name])});
    auto known = session.list(same_name).records;
    if (!known.empty()) return known.front();

    auto made = session.make(companies);
    made.set(company.name, converted[lead.company_name]);
    made.set(company.owner, converted[lead.owner]);
    return made;
}

// "Hélène Le Goff" is the first name Hélène and the last name Le Goff; a single word is a last name.
void name_person(Record& person, const std::string& name) {
    const auto space = name.find(' ');
    if (space == std::string::npos) return person.set(contact.last_name, name);
    person.set(contact.first_name, name.substr(0, space));
    person.set(contact.last_name, name.substr(space + 1));
}

Record contact_for(Session& session, const Record& converted, const std::string& company_id) {
    const auto& contacts = session.object(contact);
    if (converted.has(lead.email)) {
        Query same_email{.object = &contacts, .limit = 1};
        same_email.filter = Filter::is(contact.email, converted[lead.email]);
        auto known = session.list(same_email).records;
        if (!known.empty()) return known.front();
    }
    auto made = session.make(contacts);
    name_person(made, converted[lead.name]);
    made.set(contact.email, converted[lead.email]);
    made.set(contact.phone, converted[lead.phone]);
    made.set(contact.company, company_id);
    made.set(contact.owner, converted[lead.owner]);
    return made;
}

Record opportunity_for(Session& session, const Record& converted, const Inputs& input) {
    auto made = session.make(session.object(opportunity));
    made.set(opportunity.name,
             input.has(convert.opportunity_name) ? input[convert.opportunity_name] : converted.title());
    if (input.has(convert.amount)) made.set(opportunity.amount, input[convert.amount]);
    made.set(opportunity.expected_close, input[convert.expected_close]);
    made.set(opportunity.lead, converted.id());
    made.set(opportunity.source, converted[lead.source]);
    made.set(opportunity.description, converted[lead.need]);
    if (converted.has(lead.owner)) made.set(opportunity.owner, converted[lead.owner]);
    return made;
}

}  // namespace

Record convert_lead(Session& session, Record converted, const Inputs& input) {
    refuse_if(converted[lead.status] == "lost", "Une piste perdue se rouvre avant d’être convertie.");
    refuse_if(converted[lead.status] == "converted", "Cette piste est déjà convertie.");

    std::vector<Record> written;
    auto sold = opportunity_for(session, converted, input);
    if (converted.has(lead.company_name)) {
        written.push_back(company_for(session, converted));
        converted.set(lead.company, written.back().id());
        sold.set(opportunity.company, written.back().id());
    }
    written.push_back(contact_for(session, converted, converted[lead.company]));
    converted.set(lead.contact, written.back().id());
    sold.set(opportunity.contact, written.back().id());
    converted.set(lead.opportunity, sold.id());
    converted.set(lead.status, "converted");
    if (!converted.has(lead.qualified_at)) converted.set(lead.qualified_at, session.now_ms());

    written.push_back(sold);
    written.push_back(converted);
    session.commit("convert", std::move(written));
    return sold;
}

}  // namespace elan::leads
