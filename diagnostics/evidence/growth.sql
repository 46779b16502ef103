-- grain: rep x year (0 before, 1 last): average base and active clients a month, orders, gross, returns.
-- Within the first window of the data nobody can be seen to have gone quiet: those months, and the same ones of the
-- other year, are not in the averages.
with years as (select unnest([0, 1]) as year, unnest([$before_first, $first]) as first, unnest([$before_last, $last]) as last),
burn_in as (select greatest(0, first_month + window_months - 1 - $before_first) as skipped from rhythm),
base as (
    select rep_id, year, sum(base) / (12.0 - any_value(skipped)) as base, sum(active) / (12.0 - any_value(skipped)) as active
    from base_month, burn_in, years
    where month between first + skipped and last group by rep_id, year
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
