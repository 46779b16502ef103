-- grain: person x month of pay: the fixed part (null where nobody says it) and all, kopecks. Months in which he came or went
-- are left out: they are paid by days
with broken as (
    select a.rep_id, month_number(s.hired) as month
    from current_rows('rep') s join rep_alias a on a.alias = s.rep and not a.is_code where day(s.hired) > 1
    union
    select a.rep_id, month_number(s.left_on)
    from current_rows('rep') s join rep_alias a on a.alias = s.rep and not a.is_code where s.left_on < last_day(s.left_on)
)
select a.rep_id, month_number(p.day) as month, sum(p.base)::bigint as base, sum(p.total)::bigint as total
from current_rows('pay') p join rep_alias a on a.alias = coalesce(p.rep, p.rep_code) and a.is_code = (p.rep is null)
where month_number(p.day) between $first and $last
  and not exists (select 1 from broken b where b.rep_id = a.rep_id and b.month = month_number(p.day))
group by all having sum(p.total) > 0
order by all
