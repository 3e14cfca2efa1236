#include "objects/query.hpp"

#include <fmt/format.h>

#include "objects/cursor.hpp"
#include "platform/db/text_index.hpp"
#include "platform/refusal.hpp"

namespace elan {

namespace {

// The columns a sort key stands for: folded text sorts by its folded form, then as written.
std::vector<SortColumn> sort_columns(const Query& query) {
    std::vector<SortColumn> columns;
    for (const auto& key : query.sort) {
        const auto& field = query.object->fields()[key.field];
        if (field.has_folded_column()) columns.push_back({field.folded_column(), key.descending, db::Storage::Text});
        columns.push_back({field.id, key.descending, field.type->storage()});
    }
    const bool last_descends = !query.sort.empty() && query.sort.back().descending;
    columns.push_back({"id", last_descends, db::Storage::Text});
    return columns;
}

std::string order_by(const std::vector<SortColumn>& columns, bool postgres) {
    std::string text;
    for (const auto& column : columns) {
        text += fmt::format("{}t.\"{}\" {}", text.empty() ? "" : ", ", column.name, column.descending ? "desc" : "asc");
        // Empty is smallest, as SQLite has it.
        if (postgres && column.name != "id") text += column.descending ? " nulls last" : " nulls first";
    }
    return text;
}

std::string where(db::Connection& connection, const Query& query, db::Values& parameters) {
    auto text = fmt::format("t.deleted_at is {}null", query.bin ? "not " : "");
    for (const auto* filter : {&query.filter, &query.permitted}) {
        if (!filter->is_everything())
            text += fmt::format(" and ({})", filter_sql(*query.object, *filter, parameters, "t"));
    }
    if (!query.words.empty()) {
        const auto found = db::text_index::match_sql(
            connection, {.words = query.words, .object = query.object->key(), .join = {}, .where = {}, .limit = 0},
            parameters);
        text += fmt::format(" and t.id in (select record from ({}) known)", found);
    }
    return text;
}

std::string quoted_columns(const Object& object, std::string_view alias) {
    std::string text;
    for (const auto& field : object.fields()) {
        text += fmt::format("{}{}.\"{}\"", text.empty() ? "" : ", ", alias, field.id);
    }
    return text;
}

// Reads one page.
class Paging {
 public:
    Paging(db::Connection& connection, const Query& query)
        : connection_(connection), query_(query), columns_(sort_columns(query)) {}

    RecordPage page() {
        if (query_.after.empty()) {
            read([](db::Values&) { return std::string(); });
            return std::move(page_);
        }
        const Cursor cursor(columns_, query_.after);
        read([&](db::Values& parameters) { return " and " + cursor.same_part(parameters); });
        if (const auto next = cursor.next_part(); !next.empty() && page_.next.empty())
            read([&](db::Values&) { return " and " + next; });
        return std::move(page_);
    }

 private:
    // Adds rows until the page is full; one row more than fits tells that there is another page.
    void read(const std::function<std::string(db::Values&)>& behind) {
        db::Values parameters;
        auto condition = where(connection_, query_, parameters);
        condition += behind(parameters);
        parameters.emplace_back(query_.limit + 1 - static_cast<std::int64_t>(page_.records.size()));
        const auto sql = fmt::format("select {}{} from {} t where {} order by {} limit ${}",
                                     select_columns(*query_.object), sort_values(), query_.object->table(), condition,
                                     order_by(columns_, connection_.is_postgres()), parameters.size());
        connection_.query(sql + skipped(), parameters, [&](const db::Row& row) { take(row); });
    }

    std::string skipped() const {
        return query_.skip > 0 && query_.after.empty() ? fmt::format(" offset {}", query_.skip) : std::string();
    }

    // The sort columns stand after the record's own, for the cursor of the last row.
    std::string sort_values() const {
        std::string text;
        for (const auto& column : columns_) text += fmt::format(", t.\"{}\"", column.name);
        return text;
    }

    void take(const db::Row& row) {
        const auto limit = static_cast<std::size_t>(query_.limit);
        if (page_.records.size() == limit) {
            page_.next = cursor_of(columns_, last_);
            return;
        }
        page_.records.push_back(record_from_row(*query_.object, row));
        if (page_.records.size() < limit) return;
        for (int i = static_cast<int>(query_.object->fields().size()); i < row.size(); ++i)
            last_.push_back(row.value(i));
    }

    db::Connection& connection_;
    const Query& query_;
    const std::vector<SortColumn> columns_;
    RecordPage page_;
    db::Values last_;  // sort values of the page's last record
};

}  // namespace

std::string select_columns(const Object& object) { return quoted_columns(object, "t"); }

Record record_from_row(const Object& object, const db::Row& row) {
    std::vector<Value> values(object.fields().size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = row.value(static_cast<int>(i));
    return Record::stored(object, std::move(values));
}

RecordPage run_query(db::Connection& connection, const Query& query) { return Paging(connection, query).page(); }

std::int64_t count_records(db::Connection& connection, const Query& query) {
    db::Values parameters;
    const auto condition = where(connection, query, parameters);
    return connection.first_integer(fmt::format("select count(*) from {} t where {}", query.object->table(), condition),
                                    parameters);
}

namespace {

// PostgreSQL widens sums and averages to numeric, which no column of ours is.
std::string figure_sql(const Measure& measure) {
    const auto column = fmt::format("t.\"{}\"", measure.field->id);
    const bool whole = measure.field->type->storage() == db::Storage::Integer;
    switch (measure.kind) {
        case Measure::Kind::Sum:
            return fmt::format("cast(sum({}) as {})", column, whole ? "bigint" : "double precision");
        case Measure::Kind::Average:
            return fmt::format("cast(avg({}) as double precision)", column);
        case Measure::Kind::Least:
            return fmt::format("min({})", column);
        case Measure::Kind::Most:
            return fmt::format("max({})", column);
        case Measure::Kind::Filled:
            return fmt::format("count({})", column);
    }
    return "null";
}

}  // namespace

std::optional<Measure> measure_named(const FieldDeclaration& field, std::string_view kind) {
    using Kind = Measure::Kind;
    if (kind == "filled") return Measure{&field, Kind::Filled};
    const bool is_number = field.type->comparison() == Comparison::Order && field.type->storage() != db::Storage::Text;
    const bool is_day = !is_empty(field.type->start_of_day("2026-01-01", "Europe/Paris"));
    if (kind == "least" && (is_number || is_day)) return Measure{&field, Kind::Least};
    if (kind == "most" && (is_number || is_day)) return Measure{&field, Kind::Most};
    if (kind == "sum" && is_number && !is_day) return Measure{&field, Kind::Sum};
    if (kind == "average" && is_number && !is_day) return Measure{&field, Kind::Average};
    return std::nullopt;
}

namespace {

// The number of the period a value falls in.
std::string period_sql(const Grouping& by, db::Values& parameters) {
    std::string text = "case";
    for (std::size_t i = 1; i < by.starts.size(); ++i) {
        parameters.push_back(by.starts[i]);
        text += fmt::format(" when t.\"{}\" < ${} then {}", by.field->id, parameters.size(), i - 1);
    }
    const auto last = by.starts.size() - 1;
    return last == 0 ? "0" : fmt::format("{} else {} end", text, last);
}

std::string within_periods(const Grouping& by, db::Values& parameters) {
    parameters.push_back(by.starts.front());
    parameters.push_back(by.end);
    return fmt::format(" and t.\"{0}\" >= ${1} and t.\"{0}\" < ${2}", by.field->id, parameters.size() - 1,
                       parameters.size());
}

std::vector<Group> empty_periods(const Grouping& by, std::size_t measures) {
    std::vector<Group> groups;
    for (const auto& start : by.starts)
        groups.push_back({.value = start, .count = 0, .figures = std::vector<Value>(measures)});
    return groups;
}

}  // namespace

std::vector<Group> group_records(db::Connection& connection, const Query& query, const Grouping& by,
                                 const std::vector<Measure>& measures) {
    const bool in_periods = !by.starts.empty();
    db::Values parameters;
    auto condition = where(connection, query, parameters);
    if (in_periods) condition += within_periods(by, parameters);
    const auto gathered = in_periods ? period_sql(by, parameters)
                          : by.field ? fmt::format("t.\"{}\"", by.field->id)
                                     : std::string("null");
    std::string figures;
    for (const auto& measure : measures) figures += ", " + figure_sql(measure);
    auto sql = fmt::format("select {} gathered, count(*){} from {} t where {}", gathered, figures,
                           query.object->table(), condition);
    if (by.field) {
        sql += fmt::format(" group by gathered order by gathered asc{} limit 1000",
                           connection.is_postgres() ? " nulls first" : "");
    }
    auto groups = in_periods ? empty_periods(by, measures.size()) : std::vector<Group>();
    connection.query(sql, parameters, [&](const db::Row& row) {
        Group group{.value = row.value(0), .count = row.integer(1), .figures = {}};
        for (int i = 2; i < row.size(); ++i) group.figures.push_back(row.value(i));
        if (!in_periods) return groups.push_back(std::move(group));
        const auto period = static_cast<std::size_t>(row.integer(0));
        group.value = by.starts[period];
        groups[period] = std::move(group);
    });
    return groups;
}

std::optional<Record> read_record(db::Connection& connection, const Object& object, const std::string& id,
                                  const Filter& permitted) {
    db::Values parameters{id};
    std::string condition = "t.id = $1";
    if (!permitted.is_everything())
        condition += fmt::format(" and ({})", filter_sql(object, permitted, parameters, "t"));
    std::optional<Record> found;
    connection.query(fmt::format("select {} from {} t where {}", select_columns(object), object.table(), condition),
                     parameters, [&](const db::Row& row) { found = record_from_row(object, row); });
    return found;
}

std::vector<Record> read_records(db::Connection& connection, const Object& object, const std::vector<std::string>& ids,
                                 const Filter& permitted) {
    constexpr std::size_t slice = 500;
    std::vector<Record> found;
    for (std::size_t start = 0; start < ids.size(); start += slice) {
        const auto end = std::min(ids.size(), start + slice);
        db::Values parameters(ids.begin() + static_cast<std::ptrdiff_t>(start),
                              ids.begin() + static_cast<std::ptrdiff_t>(end));
        std::string places;
        for (std::size_t i = 1; i <= parameters.size(); ++i) places += fmt::format("{}${}", i == 1 ? "" : ", ", i);
        auto condition = fmt::format("t.id in ({})", places);
        if (!permitted.is_everything())
            condition += fmt::format(" and ({})", filter_sql(object, permitted, parameters, "t"));
        connection.query(fmt::format("select {} from {} t where {}", select_columns(object), object.table(), condition),
                         parameters, [&](const db::Row& row) { found.push_back(record_from_row(object, row)); });
    }
    return found;
}

}  // namespace elan
