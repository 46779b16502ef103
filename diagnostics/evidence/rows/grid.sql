-- grain: client of a rep x month: net sales of the rep to him; the largest clients of the two years
with sold as (
    select client_id, month, sum(gross - returns)::bigint as net, sum(gross) as gross from client_month
    where client_id > 0 and rep_id = $rep and month between $first and $last group by all
),
largest as (select client_id, sum(net) as whole from sold group by client_id having sum(gross) > 0 order by whole desc, client_id limit $most)
select c.name as client, s.month, s.net, l.whole::bigint as whole
from sold s join largest l using (client_id) join dim_client c using (client_id) where s.gross > 0 order by l.whole desc, c.name, s.month
