#include <cstdlib>

#include "platform/json.hpp"
#include "platform/refusal.hpp"

// Any bytes: what is read can be written, and what was written reads the same.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    try {
        const elan::JsonDocument document({reinterpret_cast<const char*>(bytes), size});
        elan::JsonWriter once, twice;
        once.copy(document.root());
        const elan::JsonDocument again(once.str());
        twice.copy(again.root());
        if (once.str() != twice.str()) std::abort();
    } catch (const elan::Refusal&) {
    }
    return 0;
}
