-- grain: rep x year (0 before, 1 last) x passed: months that have a base, client-months in it and active, orders, gross, returns.
-- Passed: a colleague gave the rep the client or took him over, that is, the client bought in both years, from this rep in one of them.
-- Within the first window of the data nobody can be seen to have gone quiet: those months, and the same ones of the
-- other year, are not in the base.
with years as (select unnest([0, 1]) as year, unnest([$before_first, $first]) as first, unnest([$before_last, $last]) as last),
burn_in as (select least(12, greatest(0, first_month + window_months - 1 - $before_first)) as skipped from rhythm),
bought as (
    select client_id, rep_id, bool_or(month <= $before_last) as before, bool_or(month >= $first) as after
    from company_month where client_id > 0 and gross > 0 and month between $before_first and $last group by client_id, rep_id
),
passed as (
    select client_id, rep_id from bought where before <> after
    and client_id in (select client_id from bought group by client_id having bool_or(before) and bool_or(after))
),
base as (
    select rep_id, year, p.client_id is not null as passed,
           sum(least(s.last, y.last) - greatest(s.first, y.first + skipped) + 1) as base,
           sum(greatest(0, least(s.active_to, y.last) - greatest(s.first, y.first + skipped) + 1)) as active
    from client_span() s left join passed p using (client_id, rep_id), years y, burn_in
    where s.first <= y.last and s.last >= y.first + skipped group by all
),
sold as (
    select rep_id, year, p.client_id is not null as passed, sum(gross) as gross, sum(returns) as returns
    from client_month left join passed p using (client_id, rep_id) join years on month between first and last group by all
),
ordered as (
    select rep_id, year, p.client_id is not null as passed, sum(orders) as orders
    from client_day left join passed p using (client_id, rep_id) join years on month_number(day) between first and last group by all
)
select rep_id, year, passed, greatest(1, 12 - skipped) as months, coalesce(base, 0)::bigint as base, coalesce(active, 0)::bigint as active,
       coalesce(orders, 0)::bigint as orders, coalesce(gross, 0)::bigint as gross, coalesce(returns, 0)::bigint as returns
from sold full join base using (rep_id, year, passed) full join ordered using (rep_id, year, passed), burn_in
