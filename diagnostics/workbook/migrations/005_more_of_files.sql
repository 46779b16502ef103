-- Several tables of one file, why lines were left out, what else stands on a sale.

alter table batch_file add column part text default '';   -- the table of the file, where it has several: its first sheet

create table left_out (batch integer not null, file text not null, reason text not null, sheet text, line integer not null);

alter table sale add column cost bigint;
alter table sale add column profit bigint;
alter table sale add column discount bigint;
alter table sale add column region text;
alter table sale add column channel text;
alter table sale add column source text;
alter table sale add column inn text;

-- names: two clients may bear one name and differ by their tax ids
alter table dim_rep add column key text;
alter table dim_client add column key text;
alter table dim_client add column inn text;
drop table client_alias;
create table client_alias (alias text not null, inn text, is_code boolean not null, client_id integer not null);

-- what a person said of two names: the same, or not; the last word counts
create table name_link (kind text not null, key text not null, other text not null, same boolean not null, said_at timestamp not null default current_timestamp);

-- pairs of names that look like one and that nobody has spoken of yet; found at the end of every import
create table name_proposal (kind text not null, key text not null, name text not null, other text not null, other_name text not null, reason text not null, score double not null);

-- How far a spelling is from the one to show: Latin letters within a Russian name, all in one case, spaces too many.
create macro untidy(name) as
    case when regexp_matches(name, '[А-Яа-яЁё]') and regexp_matches(name, '[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]') then 4 else 0 end
    + case when name = upper(name) or name = lower(name) then 2 else 0 end
    + case when regexp_matches(name, '^\s|\s$|\s\s') then 1 else 0 end;

-- what the user answered about files with these headers
create table answer_given (source text not null, question text not null, value text not null, given_at timestamp not null default current_timestamp);
