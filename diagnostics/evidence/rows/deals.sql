-- grain: deal: who leads it, how it stands, when it came, its day, and its next step
select any_value(r.name) as rep, coalesce(doc, batch || ':' || line) as deal, any_value(state) as state, min(created) as created, max(day) as day, any_value(next_step) as next_step
from rows_of_reps('deal') left join dim_rep r using (rep_id) group by coalesce(doc, batch || ':' || line) order by created desc nulls last, deal
