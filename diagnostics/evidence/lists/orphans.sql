-- grain: client of the base whom nobody leads (his rep has left, or there never was one): who sold to him last, his last purchase, net sales of the last two years
with led as (select client_id, arg_max(rep_id, last) as rep_id from client_span() where first <= $last group by client_id),
sold as (
    select client_id, max(day) filter (orders > 0) as last_bought, arg_max(rep_id, day) filter (orders > 0) as last_rep,
           coalesce(sum(amount) filter (month_number(day) > $last - 24), 0)::bigint as two_years
    from client_day where client_id > 0 and month_number(day) <= $last group by client_id
)
select c.name as client, r.name as last_rep, s.last_bought, s.two_years
from led join dim_client c using (client_id) join sold s using (client_id) left join dim_rep r on r.rep_id = s.last_rep
where led.rep_id not in (select rep_id from dim_rep)
order by s.two_years desc, c.name
