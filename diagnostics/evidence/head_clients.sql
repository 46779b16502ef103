-- grain: client of the year: what he bought in all, and from the head; `top` marks the largest tenth
with bought as (
    select client_id, sum(gross - returns) as net, sum(gross - returns) filter (rep_id = $head) as own,
           arg_max(rep_id, row(gross, -rep_id)) as rep_id
    from (select client_id, rep_id, sum(gross) as gross, sum(returns) as returns from client_month
          where month between $first and $last and client_id > 0 group by all)
    group by client_id
)
select client_id, net::bigint as net, coalesce(own, 0)::bigint as own, rep_id, ntile(10) over (order by net desc, client_id) = 1 as top
from bought where net > 0
