-- grain: rep x month: net sales of which the profit is known, the profit, and all net sales
select m.rep_id, m.month, coalesce(p.net, 0)::bigint as net, coalesce(p.profit, 0)::bigint as profit, sum(m.gross - m.returns)::bigint as sold
from client_month m left join margin_month p using (rep_id, month)
where m.month between $first and $last
group by m.rep_id, m.month, p.net, p.profit order by m.rep_id, m.month
