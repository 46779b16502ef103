-- grain: person x month of the last year: plan made or not, pay; without names, for nobody's pay is shown under his
with paid as (select rep_id, month_number(day) as month, sum(base)::bigint as base, sum(total)::bigint as total from rows_of_reps('pay') group by all),
planned as (select rep_id, month_number(day) as month, sum(amount)::bigint as plan from rows_of_reps('plan') group by all),
sold as (select rep_id, month, sum(gross - returns)::bigint as fact from client_month group by all)
select month::integer as month, coalesce(fact, 0) / plan as attainment, base, total
from paid join planned using (rep_id, month) left join sold using (rep_id, month) join dim_rep r using (rep_id)
where month between $first and $last and plan > 0 and r.role = 'rep' order by attainment desc, month
