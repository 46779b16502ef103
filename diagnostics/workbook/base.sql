-- The client base by month, out of the stretches in which somebody leads a client. Grain of base_month: rep x month.

delete from base_month;
insert into base_month
with spans as (from client_span()),
changes as (
    select rep_id, first as month, count(*) as base, count(*) filter (active_to >= first) as active, count(*) filter (never) as never from spans group by all
    union all
    select rep_id, last + 1, -count(*), 0, -count(*) filter (never) from spans group by all
    union all
    select rep_id, active_to + 1, 0, -count(*), 0 from spans where active_to >= first group by all
),
grid as (select rep_id, unnest(range(first_month, last_month + 1)) as month from (select distinct rep_id from spans), rhythm),
steps as (
    select grid.rep_id, grid.month, coalesce(sum(base), 0) as base, coalesce(sum(active), 0) as active, coalesce(sum(never), 0) as never
    from grid left join changes using (rep_id, month) group by all
)
select rep_id, month, sum(base) over upto, sum(active) over upto, sum(never) over upto
from steps window upto as (partition by rep_id order by month rows unbounded preceding);
