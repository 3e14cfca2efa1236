#pragma once

#include <string>
#include <utility>
#include <vector>

// Invented names and ordinary words for the demonstration company.
namespace elan::demo {

struct Town {
    std::string name, postal_code;
    double latitude, longitude;
};

extern const std::vector<std::string> first_names, last_names, streets, trades, company_words, legal_forms, needs,
    products, notes, calls;
extern const std::vector<Town> towns;
extern const std::vector<std::string> jobs;

}  // namespace elan::demo
