-- grain: open deal older than $days days: who leads it, its amount, when it came, how many days ago, its next step
select any_value(r.name) as rep, coalesce(doc, batch || ':' || line) as deal, any_value(client) as client, sum(amount)::bigint as amount, min(created) as created,
       date_diff('day', min(created)::date, $as_of)::integer as age, any_value(next_step) as next_step
from rows_of_reps('deal') left join dim_rep r using (rep_id)
group by coalesce(doc, batch || ':' || line)
having any_value(state) = 'open' and min(created)::date < $as_of - ($days * interval 1 day)
order by amount desc nulls last, deal
