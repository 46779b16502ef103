-- grain: month: net sales of all, and those booked on owners or on the house, nought where nothing was sold
with owners as (select rep_id from dim_rep where role = 'owner'),
sold as (
    select month, sum(gross - returns) as net, sum(gross - returns) filter (rep_id in (from owners)) as own
    from client_month group by month
)
select m.month::integer as month, coalesce(net, 0)::bigint as net, coalesce(own, 0)::bigint as own
from (select unnest(range($first, $last + 1)) as month) m left join sold using (month)
order by m.month
