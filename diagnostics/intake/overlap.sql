-- Does a batch bring what another report brought already? Share of its documents that are there, else of its rows by
-- day and amount, else of its months by their sums; one row: how many agree, out of how many, or none where all is well.
with this as (select * from (from query_table($table)) where batch = $batch),
period as (select min(day) as first, max(day) as last from this),
there as (
    select s.* from (from query_table($table)) s
    join active_batch b on b.id = s.batch
    join batch own on own.id = $batch
    cross join period
    where b.source <> own.source and b.kind = own.kind and b.call <> own.call and s.day between period.first and period.last
),
documents as (select distinct name_key(doc) as doc from this where doc is not null and doc <> ''),
by_document as (
    select count(*) filter (doc in (select name_key(doc) from there where doc is not null)) as same, count(*) as of from documents
),
by_row as (
    select count(*) filter (exists (select 1 from there t where t.day = this.day and t.amount = this.amount)) as same, count(*) as of from this
),
months as (select date_trunc('month', day) as month, sum(amount) as amount from this group by all),
months_there as (select date_trunc('month', day) as month, sum(amount) as amount from there group by all),
by_month as (
    select count(*) filter (abs(m.amount - t.amount) <= 0.01 * abs(m.amount)) as same, count(*) as of
    from months m left join months_there t using (month)
),
found as (
    select 1 as place, same, of from by_document where of >= 5
    union all select 2, same, of from by_row where of >= 10
    union all select 3, same, of from by_month where of >= 2
)
select same, of from found where same >= 0.5 * of and exists (select 1 from there) order by place limit 1
