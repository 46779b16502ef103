-- Rows without a document number that a batch replaces, because it is the same report and covers their days, and how many
-- of them have their client and rep in it again; no row where all is well: these are mostly the same ones, or too few to tell.
with own as (select * from batch where id = $batch),
earlier as (
    select b.id from active_batch b, own
    where b.source = own.source and b.kind = own.kind
      and b.call = (select max(l.call) from active_batch l, own where l.source = own.source and l.kind = own.kind and l.call < own.call)
),
gone as (
    select s.client, s.rep from (from query_table($table)) s, own
    where s.batch in (from earlier) and s.doc is null and s.day between own.first_day and own.last_day
),
again as (
    select g.* from gone g
    semi join (select client, rep from (from query_table($table)) where batch = $batch) t
      on t.client is not distinct from g.client and t.rep is not distinct from g.rep
),
counted as (select (select count(*) from gone) as rows, (select count(*) from again) as found)
select rows, found from counted where rows >= $few and found < $share * rows
