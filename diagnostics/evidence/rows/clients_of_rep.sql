-- grain: client who bought of a rep in the two years: when he last did, net sales of that rep to him in the last year and in the one before
with sold as (
    select client_id, max(day) filter (orders > 0) as last_bought,
           coalesce(sum(amount) filter (month_number(day) between $first and $last), 0)::bigint as year,
           coalesce(sum(amount) filter (month_number(day) between $first - 12 and $first - 1), 0)::bigint as before
    from client_day where client_id > 0 and rep_id = $rep and month_number(day) between $first - 12 and $last group by client_id
)
select c.name as client, r.name as rep, s.last_bought, s.year, s.before
from sold s join dim_client c using (client_id), dim_rep r where r.rep_id = $rep
order by greatest(s.year, s.before) desc, c.name
