-- a person's pay of a month; without a total it is what is fixed, what is variable and what was added
select line, :unread, null::text as doc, date_trunc('month', month)::date as day, rep, rep_code, base, bonus,
       coalesce(total, sum, coalesce(base, 0) + coalesce(bonus, 0) + coalesce(extra, 0)) as total, null::text as ignored
from cells
