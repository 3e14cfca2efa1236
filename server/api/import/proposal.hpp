#pragma once

#include "api/import/import.hpp"

namespace elan::imports {

// Whether an import may fill this field: what people may set, and the moments and reasons of a history that comes from
// elsewhere.
bool importable(const Session& session, const Object& object, const FieldDeclaration& field);

// What the columns probably mean, from their titles and then from some of their cells. Objects the person may not
// import are not proposed. `main` is the object that a row is about, "" to guess it too.
Mapping propose(Session& session, const files::TableShape& shape, const std::vector<std::vector<std::string>>& samples,
                const std::string& main);

}  // namespace elan::imports
