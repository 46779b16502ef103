-- grain: rep x month: net sales; nobody's sales are left out
select rep_id, month, sum(gross - returns)::bigint as net
from client_month where rep_id > 0 and month between $first and $last
group by rep_id, month order by rep_id, month
