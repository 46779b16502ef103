-- Files of one call may hold the same documents: two exports whose periods overlap, two states of the same deals.

create or replace view contested_batch as
select b.* from active_batch b
where exists (
    select 1 from active_batch s
    where s.source = b.source and s.kind = b.kind and s.id <> b.id
      and (s.call <> b.call or b.kind = 'deals' or (s.first_day <= b.last_day and b.first_day <= s.last_day))
);

-- Documents of contested batches that hold no more: a later call brought their number, or a later file of the same call
-- brought the deal, or the same document word for word. Files of one call may number their documents each for itself, so
-- of sales and payments the number alone says nothing there.
-- 1C starts its numbers anew each year, so a sale or a payment is known by number and year; a deal keeps its number for life.
create or replace macro numbered_rows(t) as table
with documents as (
    select b.source, b.call, s.batch, s.doc, case when t = 'deal' then 0 else year(s.day) end as doc_year,
           case when t = 'deal' then 0 else sum(s.content) end as content
    from (select batch, doc, day, hash(*columns(* exclude (batch, line))) as content from query_table(t) where doc is not null) s
    join contested_batch b on b.id = s.batch
    group by all
)
select batch, doc, doc_year from documents
qualify call < max(call) over (partition by source, doc, doc_year) or batch < max(batch) over (partition by source, call, doc, doc_year, content);

create or replace macro current_rows(t) as table
select * from query_table(t)
where batch in (select id from active_batch except all select id from contested_batch)
union all
select s.*
from query_table(t) s
join contested_batch b on b.id = s.batch
left join numbered_rows(t) n on n.batch = s.batch and n.doc = s.doc and n.doc_year = case when t = 'deal' then 0 else year(s.day) end
where n.batch is null
  and not exists (
      select 1 from contested_batch l
      where l.source = b.source and l.call > b.call and s.doc is null
        and (s.day is null or s.day between l.first_day and l.last_day)
  );
