// Any bytes to every check of an identifier: the answer is a value or a sentence, and a value that is checked again
// stays what it is.
#include <cstddef>
#include <cstdlib>
#include <string_view>

#include "insight/identifiers/company_numbers.hpp"
#include "insight/identifiers/email.hpp"
#include "insight/identifiers/french_codes.hpp"
#include "insight/identifiers/iban.hpp"
#include "insight/identifiers/phone.hpp"
#include "insight/identifiers/web_address.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    using namespace elan;
    constexpr Checked (*checks[])(std::string_view) = {check_siren, check_siret,      check_vat_number,  check_email,
                                                       check_rna,   check_naf,        check_postal_code, check_iban,
                                                       check_phone, check_web_address};
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(bytes + 1), size - 1);
    const auto check = checks[bytes[0] % std::size(checks)];
    const auto checked = check(text);
    if (checked.plausible() == checked.value.empty()) std::abort();
    if (checked.plausible() && check(checked.value).value != checked.value) std::abort();
    return 0;
}
