-- grain: person x month of pay: the fixed part (null where nobody says it) and all, kopecks. Months in which he came or went
-- are left out: they are paid by days
with broken as (
    select rep_id, month_number(hired) as month from rows_of_reps('rep') where day(hired) > 1
    union
    select rep_id, month_number(left_on) from rows_of_reps('rep') where left_on < last_day(left_on)
)
select rep_id, month_number(day) as month, sum(base)::bigint as base, sum(total)::bigint as total
from rows_of_reps('pay') p
where rep_id is not null and month_number(day) between $first and $last
  and not exists (select 1 from broken b where b.rep_id = p.rep_id and b.month = month_number(p.day))
group by all having sum(p.total) > 0
order by all
