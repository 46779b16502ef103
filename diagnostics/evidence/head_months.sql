-- grain: month: net sales of all and of the head, nought where nothing was sold
with sold as (
    select month, sum(gross - returns)::bigint as net, coalesce(sum(gross - returns) filter (rep_id = $head), 0)::bigint as own
    from client_month group by month
)
select m.month::integer as month, coalesce(net, 0)::bigint as net, coalesce(own, 0)::bigint as own
from (select unnest(range($first, $last + 1)) as month) m left join sold using (month)
order by m.month
