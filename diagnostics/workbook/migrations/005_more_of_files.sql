-- Several tables of one file, why lines were left out, what else stands on a sale.

alter table batch_file add column part text default '';   -- the table of the file, where it has several: its first sheet

create table left_out (batch integer not null, file text not null, reason text not null, sheet text, line integer not null);

alter table sale add column cost bigint;
alter table sale add column profit bigint;
alter table sale add column discount bigint;
alter table sale add column region text;
alter table sale add column channel text;
alter table sale add column source text;
