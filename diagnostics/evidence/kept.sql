-- one row: clients who were in the base a year ago, and how many of them bought within the window up to then and up to now
with clients as (
    select c.client_id, min(m.month) filter (m.gross > 0) as first, month_number(any_value(c.since)) as since, bool_or(c.listed) as listed,
           coalesce(bool_or(m.gross > 0 and m.month between $before - $window + 1 and $before), false) as active_then,
           coalesce(bool_or(m.gross > 0 and m.month between $last - $window + 1 and $last), false) as active_now
    from dim_client c left join client_month m using (client_id) group by c.client_id
)
select count(*)::bigint as base, count(*) filter (active_then)::bigint as active_then, count(*) filter (active_now)::bigint as active_now
from clients where first <= $before or (listed and since <= $before)
