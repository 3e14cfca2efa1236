#include "people/tables.hpp"

#include <fmt/format.h>

namespace elan {

void create_people_tables(db::Connection& connection) {
    connection.script(fmt::format(
        R"(
create table if not exists credentials (
    user_id {text} primary key, password {text}, totp {text}, totp_pending {text}, totp_step {integer} not null, recovery {text} not null);

create table if not exists sign_ins (
    id {text} primary key, secret {text} not null, user_id {text} not null, created_at {integer} not null,
    last_seen_at {integer} not null, expires_at {integer} not null, address {text} not null, agent {text} not null);
create unique index if not exists sign_ins_secret on sign_ins (secret);
create index if not exists sign_ins_user on sign_ins (user_id);

create table if not exists api_keys (
    id {text} primary key, secret {text} not null, name {text} not null, user_id {text} not null, scopes {text} not null,
    created_at {integer} not null, expires_at {integer} not null, last_used_at {integer});
create unique index if not exists api_keys_secret on api_keys (secret);

create table if not exists one_time_links (
    secret {text} primary key, purpose {text} not null, user_id {text} not null, expires_at {integer} not null);
)",
        fmt::arg("integer", connection.column_type(db::Storage::Integer)),
        fmt::arg("text", connection.column_type(db::Storage::Text))));
}

}  // namespace elan
