-- grain: month: net sales, nought where nothing was sold
with sold as (select month, sum(gross - returns)::bigint as net from client_month group by all)
select m.month::integer as month, coalesce(net, 0)::bigint as net
from (select unnest(range($first, $last + 1)) as month) m left join sold using (month)
order by m.month
