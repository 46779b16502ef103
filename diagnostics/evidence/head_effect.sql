-- grain: month: net sales to the clients to whom the head never sold anything, his own sales, those of the reps, and how many reps sold
with his as (select distinct client_id from client_month where rep_id = $head),
reps as (select rep_id from dim_rep where role = 'rep' and rep_id <> $head),
sold as (
    select month,
           sum(gross - returns) filter (client_id > 0 and client_id not in (from his)) as untouched,
           sum(gross - returns) filter (rep_id = $head) as own,
           sum(gross - returns) filter (rep_id in (from reps)) as team,
           count(distinct rep_id) filter (gross > 0 and rep_id in (from reps)) as sellers
    from client_month where month between $first and $last group by month
)
select m.month::integer as month, coalesce(untouched, 0)::bigint as untouched, coalesce(own, 0)::bigint as own,
       coalesce(team, 0)::bigint as team, coalesce(sellers, 0)::bigint as sellers
from (select unnest(range($first, $last + 1)) as month) m left join sold using (month)
order by m.month
