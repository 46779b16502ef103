-- grain: client who bought in the last year, the largest first: net sales, and the rep who sold most to him
with sold as (
    select client_id, rep_id, sum(gross - returns) as net from client_month
    where client_id > 0 and month between $first and $last group by all
)
select c.name as client, arg_max(rep_id, net)::integer as rep_id, sum(net)::bigint as net
from sold join dim_client c using (client_id) group by client_id, c.name having sum(net) > 0
order by net desc, client
