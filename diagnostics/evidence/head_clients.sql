-- grain: client of the year: who sold him most; `top` marks the largest tenth
select arg_max(rep_id, row(gross, -rep_id)) as rep_id, ntile(10) over (order by sum(gross - returns) desc, client_id) = 1 as top
from (select client_id, rep_id, sum(gross) as gross, sum(returns) as returns from client_month
      where month between $first and $last and client_id > 0 group by all)
group by client_id
having sum(gross - returns) > 0
