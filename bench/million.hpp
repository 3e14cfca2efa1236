#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace elan::bench {

// Where a base is, as the options of a command say it.
struct Base {
    std::filesystem::path folder;
    std::string postgres_url;  // "" for SQLite
    std::string schema = "elan";

    std::vector<std::string> options() const;
};

inline constexpr int contacts_in_base = 1'000'000;

// Opens the base of a million contacts, made through the one door when it is not there yet: invented names, numbers
// and addresses, the same for every run. Returns an API key of its owner.
std::string prepare_million(const Base& base);

// A person as he stands in the base: number 0 to contacts_in_base - 1.
struct Person {
    std::string first_name, last_name, email, phone;
};
Person person(std::uint64_t number);

}  // namespace elan::bench
