-- a rep's plan of a month; an empty cell is no plan, not a plan of nought
select line, :unread, null::text as doc, date_trunc('month', month)::date as day, rep, rep_code, amount,
       case when amount is null and amount_unread is null then 'no_plan' end as ignored
from cells
