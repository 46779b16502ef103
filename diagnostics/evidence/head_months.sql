-- grain: month: net sales of all and of the head
select month, sum(gross - returns)::bigint as net, coalesce(sum(gross - returns) filter (rep_id = $head), 0)::bigint as own
from client_month where month between $first and $last group by month order by month
