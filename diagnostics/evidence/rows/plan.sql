-- grain: rep x month of the last year: plan and fact
with planned as (select rep_id, month_number(day) as month, sum(amount)::bigint as plan from rows_of_reps('plan') group by all),
sold as (select rep_id, month, sum(gross - returns)::bigint as fact from client_month group by all)
select r.name as rep, month::integer as month, plan, coalesce(fact, 0)::bigint as fact
from planned full join sold using (rep_id, month) join dim_rep r using (rep_id)
where month between $first and $last and r.role = 'rep' order by r.name, month
