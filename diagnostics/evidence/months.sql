-- grain: month: net sales, clients who bought, plan and fact of the planned
with sold as (select month, sum(gross - returns)::bigint as net from client_month group by all),
planned as (
    select month_number(p.day) as month, sum(p.amount)::bigint as plan from current_rows('plan') p group by all
)
select s.month, s.net, p.plan from sold s left join planned p using (month)
where s.month between $first and $last order by s.month
