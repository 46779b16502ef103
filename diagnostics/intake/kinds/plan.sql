select line, null::text as doc, date_trunc('month', month)::date as day, rep, rep_code, amount,
       case when amount_text is null then 'no_plan' end as ignored
from cells
