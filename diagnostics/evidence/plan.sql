-- grain: rep x month of the last year in which the rep worked: plan (null where there is none) and fact
with bounds as (select month_number(d) as first, month_number(e) as last from (select $from::date as d, $upto::date as e)),
sold as (select rep_id, month, sum(gross - returns)::bigint as fact from client_month where rep_id > 0 group by all),
planned as (
    select rep_id, month_number(day) as month, sum(amount)::bigint as plan from rows_of_reps('plan') group by all
),
worked as (                       -- by the staff list; who is not in it, from his first to his last sale
    select rep_id, coalesce(month_number(hired), (select min(month) from sold s where s.rep_id = d.rep_id)) as first,
           coalesce(month_number(left_on), case when hired is not null then 999999 end,
                    (select max(month) from sold s where s.rep_id = d.rep_id)) as last
    from dim_rep d where role = 'rep'
)
select w.rep_id, m.month::integer as month, p.plan, coalesce(s.fact, 0)::bigint as fact
from worked w
join (select unnest(range((select first from bounds), (select last from bounds) + 1)) as month) m
  on m.month between w.first and w.last
left join planned p using (rep_id, month)
left join sold s using (rep_id, month)
