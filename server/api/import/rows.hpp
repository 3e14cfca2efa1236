#pragma once

#include <deque>
#include <unordered_set>

#include "api/import/import.hpp"

// Turns rows into records to write. One row may speak of several objects: they are linked where a declared link leads
// from one to the other. A record that several rows speak of is one record.
namespace elan::imports {

enum class RowOutcome { Created, Updated, Unchanged, Rejected };

struct PlannedRow {
    std::int64_t number = 0;
    RowOutcome outcome = RowOutcome::Unchanged;
    std::vector<std::string> cells;
    std::vector<FieldComplaint> complaints;
    std::map<std::string, std::string> records;  // object → id
};

struct PlannedBatch {
    std::vector<PlannedRow> rows;
    std::vector<Record> records;  // in the order to write them: what others link to first
};

class RowPlanner {
 public:
    // Refuses a mapping that cannot work: unknown fields, no right to import, no column for what is required.
    RowPlanner(Session& session, const Mapping& mapping, const files::TableShape& shape);

    PlannedBatch plan(const std::vector<files::Row>& rows);
    // In a rehearsal nothing is written between batches: what former batches would have created is remembered by key.
    void remember_created() { rehearsal_ = true; }

 private:
    struct Column {
        std::size_t index;
        const FieldDeclaration* field;
        std::string part;
    };
    struct Plan {  // of one object
        const Object* object;
        const FieldDeclaration* key;  // nullptr: every row is a new record
        std::vector<Column> columns;
    };
    struct Draft {  // what one row says of one object
        bool said = false;
        std::string key;
        std::vector<std::pair<std::size_t, Value>> values;
    };

    void add_column(std::size_t index, const Target& target, std::vector<FieldComplaint>& complaints);
    void order_plans();
    Draft draft(const Plan& plan, const files::Row& row, PlannedRow& planned);
    Value link_value(const FieldDeclaration& field, const std::string& text, std::string& complaint);
    std::map<std::string, Record> known_records(const Plan& plan, const std::vector<std::vector<Draft>>& drafts,
                                                std::size_t place);
    void link_row(const std::map<std::string, Record*>& row_records, Record& record);
    using RecordsByKey = std::vector<std::map<std::string, Record*>>;
    void take_row(PlannedRow& planned, const std::vector<Draft>& drafts, std::vector<std::deque<Record>>& records,
                  RecordsByKey& by_key);
    void complain_of_gaps(const Record& record, PlannedRow& planned) const;

    Session& session_;
    const Mapping& mapping_;
    TextShape text_shape_;
    std::vector<Plan> plans_;
    std::map<std::string, std::string> resolved_links_;
    bool rehearsal_ = false;
    std::map<std::string, std::unordered_set<std::string>> rehearsed_keys_;
};

std::vector<std::string> missing_required(const Object& object, const Mapping& mapping);

}  // namespace elan::imports
