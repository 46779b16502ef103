-- grain: client of the base: who leads him, when he last bought, net sales of the last year and of the one before
with led as (select client_id, arg_max(rep_id, last) as rep_id from client_span() where first <= $last group by client_id),
sold as (
    select client_id, max(day) filter (orders > 0) as last_bought,
           coalesce(sum(amount) filter (month_number(day) between $first and $last), 0)::bigint as year,
           coalesce(sum(amount) filter (month_number(day) between $first - 12 and $first - 1), 0)::bigint as before
    from client_day where client_id > 0 and month_number(day) <= $last group by client_id
)
select c.name as client, r.name as rep, s.last_bought, coalesce(s.year, 0)::bigint as year, coalesce(s.before, 0)::bigint as before
from led join dim_client c using (client_id) left join dim_rep r using (rep_id) left join sold s using (client_id)
order by greatest(coalesce(s.year, 0), coalesce(s.before, 0)) desc, c.name
