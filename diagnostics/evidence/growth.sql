-- grain: rep x year (0 before, 1 last): average base and active clients a month, orders, gross, returns
with years as (select unnest([0, 1]) as year, unnest([$before_first, $first]) as first, unnest([$before_last, $last]) as last),
base as (
    select rep_id, year, sum(base) / 12.0 as base, sum(active) / 12.0 as active
    from base_month join years on month between first and last group by all
),
sold as (
    select rep_id, year, sum(gross) as gross, sum(returns) as returns
    from client_month join years on month between first and last group by all
),
ordered as (
    select rep_id, year, sum(orders) as orders
    from client_day join years on month_number(day) between first and last group by all
)
select rep_id, year, coalesce(base, 0)::double, coalesce(active, 0)::double, coalesce(orders, 0)::bigint,
       coalesce(gross, 0)::bigint, coalesce(returns, 0)::bigint
from sold full join base using (rep_id, year) full join ordered using (rep_id, year)
