#include "changes/schema.hpp"

#include <fmt/format.h>

namespace elan {

void create_change_tables(db::Connection& connection) {
    const auto integer = connection.column_type(db::Storage::Integer);
    const auto text = connection.column_type(db::Storage::Text);
    connection.script(fmt::format(
        R"(
create table if not exists settings (name {text} primary key, value {text} not null);

create table if not exists commits (
    number {integer} primary key, at {integer} not null, author {text} not null, way {text} not null, action {text} not null,
    last_position {integer} not null, chain {text} not null);

create table if not exists log (
    position {integer} primary key, commit_number {integer} not null, object {text} not null, record {text} not null,
    created {integer} not null, erased {integer} not null, changes {text}, digest {text} not null);
create index if not exists log_record on log (record, position);
drop index if exists log_commit;

create table if not exists timers (
    id {text} primary key, due_at {integer} not null, object {text} not null, record {text} not null, action {text} not null,
    inputs {text} not null, state {text} not null, epoch {integer} not null, fired_at {integer}, detail {text});
create index if not exists timers_due on timers (state, due_at);

create table if not exists reader_positions (name {text} primary key, position {integer} not null);

create table if not exists notices (
    person {text} not null, position {integer} not null, at {integer} not null, kind {text} not null, object {text} not null,
    record {text} not null, author {text} not null, primary key (person, position));

create table if not exists notice_marks (person {text} primary key, position {integer} not null);

create table if not exists idempotency (
    actor {text} not null, key {text} not null, request {text} not null, status {integer} not null, body {text} not null,
    created_at {integer} not null, primary key (actor, key));
create index if not exists idempotency_age on idempotency (created_at);

create table if not exists shares (
    id {text} primary key, object {text} not null, record {text} not null, grantee {text} not null,
    may_change {integer} not null, created_at {integer} not null, created_by {text} not null);
create unique index if not exists shares_record on shares (record, grantee);
create table if not exists files (
    id {text} primary key, hash {text} not null, name {text} not null, type {text} not null, size {integer} not null,
    created_at {integer} not null, created_by {text} not null);
create index if not exists shares_grantee on shares (grantee, record);
)",
        fmt::arg("integer", integer), fmt::arg("text", text)));
}

}  // namespace elan
