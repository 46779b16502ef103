-- grain: client whom the head sold to in the last year: what he sold, and the rep who sold him most beside the head; the middle ones first,
-- for the large are handed over last
with sold as (
    select client_id, rep_id, sum(gross - returns)::bigint as net from client_month
    where client_id > 0 and month between $first and $last group by all
),
his as (select client_id, net, row_number() over (order by net desc, client_id) as place, count(*) over () as n from sold where rep_id = $head and net > 0)
select c.name as client, h.net as year, arg_max(r.name, s.net) as other, max(s.net)::bigint as of_other, h.place::integer as place
from his h join dim_client c using (client_id) left join (sold s join dim_rep r on r.rep_id = s.rep_id and r.role = 'rep') on s.client_id = h.client_id and s.rep_id <> $head and s.net > 0
group by h.client_id, c.name, h.net, h.place, h.n
order by abs(h.place - (h.n + 1) / 2.0), h.place
