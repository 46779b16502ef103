-- grain: rep, and the head who was one: net sales of the months before his appointment
select m.rep_id, sum(m.gross - m.returns)::bigint as net
from client_month m left join dim_rep d using (rep_id)
where m.month between $first and $last and (d.role = 'rep' or m.rep_id = $head)
group by m.rep_id order by m.rep_id
