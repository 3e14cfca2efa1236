#include "changes/deep_check.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "changes/log.hpp"
#include "insight/text/fold.hpp"
#include "objects/query.hpp"

namespace elan {

namespace {

constexpr std::size_t most_told = 20;

using Complaints = std::vector<std::string>;

// The rows that a statement finds are what is wrong; their first column says which.
Complaints rows_found(db::Connection& connection, const std::string& sql, std::string_view what) {
    Complaints complaints;
    connection.query(sql, {}, [&](const db::Row& row) {
        if (complaints.size() < most_told) complaints.push_back(fmt::format("{} : {}", what, row.text(0)));
    });
    return complaints;
}

void append(Complaints& all, Complaints some) { std::ranges::move(some, std::back_inserter(all)); }

void each_record(db::Connection& connection, const Object& object, const std::function<void(const Record&)>& take) {
    for (const bool bin : {false, true}) {
        Query query{.object = &object, .sort = {}, .limit = 1000, .bin = bin};
        do {
            const auto page = run_query(connection, query);
            for (const auto& record : page.records) take(record);
            query.after = page.next;
        } while (!query.after.empty());
    }
}

// Replays the log and compares with the rows: each record must be what its changes made it.
Complaints rows_follow_from_log(Workspace& workspace, db::Connection& connection) {
    struct Replayed {
        std::map<std::string, Value> values;
        std::int64_t commit = 0;
        bool erased = false;
    };
    Complaints complaints;
    for (const auto& object : workspace.catalogue().objects()) {
        std::map<std::string, Replayed> replayed;
        std::int64_t position = 0;
        for (auto lines = read_log(connection, position, 5000); !lines.empty();
             lines = read_log(connection, position, 5000)) {
            for (const auto& line : lines) {
                if (line.object != object->key()) continue;
                auto& record = replayed[line.record];
                record.commit = line.commit;
                record.erased = record.erased || line.erased;
                for (const auto& change : line.fields) record.values[change.field] = change.after;
            }
            position = lines.back().position;
        }
        each_record(connection, *object, [&](const Record& record) {
            const auto known = replayed.find(record.id());
            if (complaints.size() >= most_told) return;
            if (known == replayed.end()) {
                complaints.push_back(fmt::format("{} {} n’a pas de ligne au journal", object->key(), record.id()));
                return;
            }
            if (record.revision() != known->second.commit)
                complaints.push_back(
                    fmt::format("{} {} n’est pas à la révision de son dernier changement", object->key(), record.id()));
            for (std::size_t i = object->deleted_at.index; i < object->fields().size() && !known->second.erased; ++i) {
                const auto logged = known->second.values.find(object->fields()[i].id);
                const auto& value = logged == known->second.values.end() ? Value{} : logged->second;
                if (record.value(i) != value)
                    complaints.push_back(fmt::format("{} {} : {} ne suit pas du journal", object->key(), record.id(),
                                                     object->fields()[i].id));
            }
            replayed.erase(known);
        });
        for (const auto& [id, lost] : replayed) {
            if (complaints.size() < most_told)
                complaints.push_back(fmt::format("{} {} est au journal mais n’existe plus", object->key(), id));
        }
    }
    return complaints;
}

Complaints values_are_sound(Workspace& workspace, db::Connection& connection) {
    Complaints complaints;
    for (const auto& object : workspace.catalogue().objects()) {
        each_record(connection, *object, [&](const Record& record) {
            for (std::size_t i = 0; i < object->fields().size(); ++i) {
                const auto& field = object->fields()[i];
                const auto* text = std::get_if<std::string>(&record.value(i));
                const bool sound =
                    field.type->holds(record.value(i)) && (!text || (valid_utf8(*text) && nfc(*text) == *text));
                if (!sound && complaints.size() < most_told)
                    complaints.push_back(fmt::format("{} {} : {}", object->key(), record.id(), field.id));
            }
        });
    }
    return complaints;
}

Complaints folded_columns_agree(Workspace& workspace, db::Connection& connection) {
    Complaints complaints;
    for (const auto& object : workspace.catalogue().objects()) {
        for (const auto& field : object->fields()) {
            if (!field.has_folded_column()) continue;
            connection.query(
                fmt::format("select id, \"{}\", \"{}\" from {}", field.id, field.folded_column(), object->table()), {},
                [&](const db::Row& row) {
                    const bool agrees = row.is_null(1) ? row.is_null(2) : fold(row.text(1)) == row.text(2);
                    if (!agrees && complaints.size() < most_told)
                        complaints.push_back(fmt::format("{} {} : {}", object->key(), row.text(0), field.id));
                });
        }
    }
    return complaints;
}

Complaints links_lead_somewhere(Workspace& workspace, db::Connection& connection) {
    Complaints complaints;
    for (const auto& object : workspace.catalogue().objects()) {
        for (const auto& field : object->fields()) {
            const auto* target = workspace.catalogue().find(field.target);
            if (!target || field.type->comparison() == Comparison::Set) continue;
            append(complaints, rows_found(connection,
                                          fmt::format("select a.id from {} a left join {} b on b.id = a.\"{}\" where "
                                                      "a.\"{}\" is not null and a.\"{}\" <> '' and b.id is null",
                                                      object->table(), target->table(), field.id, field.id, field.id),
                                          object->key() + '.' + field.id));
        }
    }
    return complaints;
}

Invariant sql(std::string title, std::string statement) {
    return {title, [title, statement](Workspace&, db::Connection& connection) {
                return rows_found(connection, statement, title);
            }};
}

}  // namespace

const std::vector<Invariant>& invariants() {
    static const std::vector<Invariant> all = {
        {"La chaîne du journal est intacte",
         [](Workspace& workspace, db::Connection& connection) {
             return audit_complaints(connection, workspace.chain_key());
         }},
        {"Chaque fiche suit du journal", rows_follow_from_log},
        {"Chaque valeur est du type de son champ, en UTF-8 composé", values_are_sound},
        {"Les colonnes de recherche suivent de leur champ", folded_columns_agree},
        {"Chaque lien mène à une fiche", links_lead_somewhere},
        sql("Les positions du journal se suivent",
            "select position from log l where position > 1 and not exists (select 1 from log p where p.position = "
            "l.position - 1)"),
        sql("Chaque ligne du journal a son commit",
            "select l.position from log l left join commits c on c.number = l.commit_number where c.number is null"),
        sql("Chaque commit a ses lignes",
            "select c.number from commits c where not exists (select 1 from log l where l.position = c.last_position "
            "and l.commit_number = c.number)"),
        sql("Les commits ne remontent pas le temps au-delà d’une heure",
            "select c.number from commits c join commits p on p.number = c.number - 1 where c.at < p.at - 3600000"),
        sql("Les lecteurs ne devancent pas le journal",
            "select name from reader_positions where position > (select coalesce(max(last_position), 0) from commits)"),
        sql("Chaque clé d’idempotence répond de son effet",
            "select key from idempotency where status < 0 or status > 599"),
        sql("Les partages ne visent personne deux fois",
            "select record from shares group by record, grantee having count(*) > 1"),
        sql("Personne de désactivé n’est connecté",
            "select s.id from sign_ins s join o_user u on u.id = s.user_id where u.active = 0"),
        sql("Chaque connexion a son utilisateur",
            "select s.id from sign_ins s left join o_user u on u.id = s.user_id where u.id is null"),
        sql("Chaque mot de passe a son utilisateur",
            "select c.user_id from credentials c left join o_user u on u.id = c.user_id where u.id is null"),
        sql("Aucun mot de passe n’est gardé en clair",
            "select user_id from credentials where password is not null and substr(password, 1, 10) <> '$argon2id$'"),
        sql("Une adresse e-mail n’a qu’un compte actif",
            "select email from o_user where deleted_at is null group by email having count(*) > 1"),
        sql("L’entreprise a un propriétaire",
            "select 'propriétaire' where exists (select 1 from o_user) and not exists (select 1 from o_user where role "
            "= 'owner' and active = 1 and deleted_at is null)"),
        sql("Chaque message a un état",
            "select id from o_message where status is null or status not in ('queued', 'sending', 'delivered', "
            "'refused', 'suppressed', 'uncertain')"),
        sql("Un message remis a été envoyé", "select id from o_message where status = 'delivered' and sent_at is null"),
        sql("Une opportunité close sait depuis quand",
            "select id from o_opportunity where stage in ('won', 'lost') and closed_at is null"),
        sql("Une opportunité ouverte n’est pas close",
            "select id from o_opportunity where stage not in ('won', 'lost') and closed_at is not null"),
        sql("Une piste convertie a son opportunité",
            "select id from o_lead where status = 'converted' and opportunity is null"),
        sql("Un rappel attend une tâche qui existe",
            "select t.id from timers t left join o_task k on k.id = t.record where t.object = 'task' and t.state = "
            "'waiting' and k.id is null"),
        sql("Un rappel a un état connu",
            "select id from timers where state not in ('waiting', 'fired', 'failed', 'parked')"),
        sql("Un rappel passé dit quand", "select id from timers where state = 'fired' and fired_at is null"),
    };
    return all;
}

}  // namespace elan
