-- grain: client who bought within two years and is silent for longer than the window: who sold to him last, and his net sales
-- in the twelve months up to his last purchase
with bought as (
    select client_id, max(month) as month from company_month where client_id > 0 and gross > 0 and month <= $last
    group by client_id having max(month) between $last - 23 and $last - $window
),
last_bought as (
    select client_id, month, arg_max(rep_id, row(gross, -rep_id)) as rep_id
    from company_month join bought using (client_id, month) where gross > 0 group by client_id, month
)
select l.client_id, l.rep_id, l.month::integer as month, sum(m.gross - m.returns)::bigint as net
from last_bought l join company_month m on m.client_id = l.client_id and m.month between l.month - 11 and l.month
where l.rep_id in (select rep_id from client_month)
group by l.client_id, l.rep_id, l.month order by l.client_id
