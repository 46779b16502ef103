-- a person's pay of a month; without a total it is what is fixed and what is variable
select line, :unread, null::text as doc, date_trunc('month', month)::date as day, rep, rep_code, base, bonus,
       coalesce(total, sum, coalesce(base, 0) + coalesce(bonus, 0)) as total, null::text as ignored
from cells
